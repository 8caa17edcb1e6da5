import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider from 'oidc-provider';

/** A real OpenID Connect provider on loopback: whoever signs in as a name has these claims. */
export interface TestProvider {
  readonly issuer: string;
  readonly settings: Readonly<Record<string, string>>;
  /** From now on it signs people in to the server at this address. */
  serve(address: string): void;
  /** What its ID tokens say of a name from now on. */
  claims(name: string, claims: Readonly<Record<string, unknown>>): void;
  stop(): Promise<void>;
}

/** Starts a provider, which answers once it serves a server. */
export async function startTestProvider(): Promise<TestProvider> {
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const issuer = `http://localhost:${(http.address() as AddressInfo).port}`;
  const client = { client_id: 'waymark', client_secret: 'a secret of the provider and Waymark' };
  const refuse: RequestListener = (_request, response) => void response.writeHead(503).end();
  http.on('request', refuse);
  const serve = (address: string) => {
    const provider = new OidcProvider(issuer, {
      clients: [
        {
          ...client,
          redirect_uris: [`${address}/auth/callback/oidc`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub', 'waymark_role'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...known.get(sub) }) }),
      cookies: { keys: ['a key of a test'] },
    });
    http.off('request', refuse).on('request', provider.callback());
  };
  return {
    issuer,
    serve,
    settings: {
      WAYMARK_OIDC_ISSUER: issuer,
      WAYMARK_OIDC_CLIENT_ID: client.client_id,
      WAYMARK_OIDC_CLIENT_SECRET: client.client_secret,
      WAYMARK_OIDC_NAME: 'Example Company',
    },
    claims: (name, claims) => void known.set(name, claims),
    stop: () =>
      new Promise((stopped) => {
        http.close(() => stopped());
        http.closeAllConnections();
      }),
  };
}
