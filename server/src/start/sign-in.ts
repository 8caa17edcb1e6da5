import type { IncomingMessage } from 'node:http';
import type { Database } from '@waymark/prisma';
import { createSessionCookies } from '../http/sign-in/session-cookie.ts';
import { createAttempts } from '../sign-in/attempts.ts';
import { createAuth } from '../sign-in/auth.ts';
import { createSignInMails, type SignInMailNeeds } from '../sign-in/mails.ts';
import type { Provider } from '../sign-in/provider.ts';
import { signInSecret } from '../sign-in/secret.ts';

interface SignInParts extends SignInMailNeeds {
  readonly database: Database;
  readonly address: string;
  readonly provider: Provider | undefined;
  readonly saidAddress: (request: IncomingMessage) => string | undefined;
}

/** What signing in consists of, for the pages and for the API. */
export async function createSignIn({ database, address, saidAddress, provider, ...mailing }: SignInParts) {
  const parts = { database, address, secret: await signInSecret(database) };
  const auth = createAuth(parts);
  const sessions = { database, saidAddress, auth };
  return {
    sessions,
    // One of its own: it waits for the provider, and whoever has a session or a password must not.
    provider: provider && { ...provider, auth: createAuth({ ...parts, provider }) },
    ...createSessionCookies(sessions),
    attempts: createAttempts(database),
    mails: createSignInMails(mailing),
  };
}
