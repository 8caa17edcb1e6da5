import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isLoopbackHost } from '@waymark/core';
import type { Deadline } from './dns-client.ts';
import { steadyNow } from './steady-clock.ts';

/** What a receiver answered. */
export interface PostAnswer {
  readonly status: number;
  /** Its beginning, in Latin-1: a character is a byte. */
  readonly body: string;
}

/** Sends a body to a URL chosen by somebody else and returns the answer; does not follow redirects. */
export type PublicPost = (
  url: URL,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<PostAnswer>;

export interface PublicPostOptions {
  readonly addressesOf: (host: string, deadline: Deadline) => Promise<readonly string[]>;
  /** Whether a request may go to this address: DNS answers are untrusted. */
  readonly mayConnect: (address: string) => boolean;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string | undefined;
  /** Time limit for the whole request. */
  readonly timeoutMs?: number;
  /** How many bytes of an answer's body are read, beyond which the connection is closed. */
  readonly maxBodyBytes?: number;
}

/**
 * A POST that connects only to permitted addresses: the name is resolved once, every address is judged, and the
 * connection goes to one of them. Rejects with a sentence, or with the system's error.
 */
export function createPublicPost({
  addressesOf,
  mayConnect,
  ca,
  timeoutMs = 15_000,
  maxBodyBytes = 0,
}: PublicPostOptions): PublicPost {
  return async (url, { headers, body }) => {
    const deadline = { at: steadyNow() + timeoutMs };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = await addressesFor(host, () => addressesOf(host, deadline));
    const [address] = addresses;
    if (address === undefined) throw new Error(`${host} has no address.`);
    if (!addresses.every(mayConnect)) throw new Error(`${host} leads to an address that is not public.`);
    const secure = url.protocol === 'https:';
    const options = {
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body), connection: 'close' },
      agent: false,
      signal: AbortSignal.timeout(Math.max(1, deadline.at - steadyNow())),
    } as const;
    // SNI contains names only, never addresses (RFC 6066, section 3).
    const servername = isIP(host) === 0 ? host : '';
    const request = secure ? requestHttps({ ...options, servername, ca }) : requestHttp(options);
    const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
    request.on('error', reject);
    request.once('response', (response) => {
      let read = '';
      const finish = () => {
        resolve({ status: response.statusCode ?? 0, body: read });
        response.destroy();
      };
      if (maxBodyBytes === 0) return finish();
      response.setEncoding('latin1');
      response.on('data', (chunk: string) => {
        read = (read + chunk).slice(0, maxBodyBytes);
        if (read.length >= maxBodyBytes) finish();
      });
      response.once('end', finish);
      // The status says enough, whatever becomes of the rest.
      response.on('error', finish);
    });
    request.end(body);
    return promise;
  };
}

/** Names of this machine are never sent to a DNS server (RFC 6761, section 6.3). */
async function addressesFor(host: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  return host === 'localhost' || isLoopbackHost(host) ? ['127.0.0.1'] : ask();
}
