import type { FetchFailure } from '@waymark/core';
import type { Deadline } from '../../net/dns-client.ts';
import { type AnswerAt, CertificateRefused, requestAt } from '../../net/request-at.ts';
import { steadyNow } from '../../net/steady-clock.ts';
import { askedHost } from './asked-host.ts';
import { acceptedEncodings, decoded } from './decoded.ts';
import type { FetchedDocument } from './fetched.ts';

export interface FetchOptions {
  readonly addressesOf: (host: string, deadline: Deadline) => Promise<readonly string[]>;
  /** Whether a request may go to this address: DNS answers are untrusted. */
  readonly mayConnect: (address: string) => boolean;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string | undefined;
  /** The port to connect to instead of 443, for tests, which may not listen there. */
  readonly port?: number | undefined;
}

/** Apple reads no larger file; Google names no limit. It counts without compression. */
export const maxFileBytes = 128 * 1024;
/** What is read of an answer: compression never makes a file longer by more than this. */
const maxBodyBytes = maxFileBytes + 1024;
/** How many addresses of a host are tried. */
const maxAddresses = 4;
const maxNameLength = 200;

/** Nothing listens there, or this machine has no way to there: another address may do. */
const elsewhere = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);
const redirects = new Set([301, 302, 303, 307, 308]);
const printable = /^[\x21-\x7e]+$/;

/**
 * Fetches a file as a phone would: https only, without following redirects, from public addresses only. The name is
 * resolved once, each of its addresses is judged, and the connection goes to one that was. `known`: what was fetched there
 * before. Never rejects.
 */
export async function fetchDocument(
  url: URL,
  known: FetchedDocument | undefined,
  options: FetchOptions,
  deadline: Deadline,
): Promise<FetchedDocument | 'missing' | FetchFailure> {
  const asked = askedHost(url);
  if ('why' in asked) return asked.why;
  if (url.protocol !== 'https:') return 'unusual-host';
  const addresses = await options.addressesOf(asked.host, deadline);
  if (!addresses.every(options.mayConnect)) return 'private-address';
  const at = new URL(url);
  at.hostname = asked.host;
  if (options.port !== undefined) at.port = String(options.port);
  const headers = {
    accept: 'application/json, */*;q=0.1',
    'accept-encoding': acceptedEncodings,
    'user-agent': 'Waymark',
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
  };
  for (const address of addresses.slice(0, maxAddresses)) {
    const timeoutMs = deadline.at - steadyNow();
    if (timeoutMs <= 0 || deadline.signal?.aborted) return 'too-slow';
    try {
      const { ca } = options;
      const size = (status: number) => (status === 200 ? maxBodyBytes : 0);
      const answer = await requestAt(at, address, {
        timeoutMs,
        signal: deadline.signal,
        ca,
        headers,
        maxBodyBytes: size,
      });
      return await documentIn(answer, url, known);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!elsewhere.has(code)) return failureOf(error, code);
    }
  }
  return deadline.at - steadyNow() <= 0 ? 'too-slow' : 'unreachable';
}

async function documentIn(
  { status, headers, body }: AnswerAt,
  { href }: URL,
  known: FetchedDocument | undefined,
): Promise<FetchedDocument | 'missing' | FetchFailure> {
  if (status === 304 && known !== undefined) return known;
  if (status === 404 || status === 410) return 'missing';
  if (redirects.has(status)) return 'redirect';
  if (status !== 200) return 'status';
  const bytes = Buffer.from(body, 'latin1');
  if (bytes.length >= maxBodyBytes) return 'too-large';
  const read = await decoded(bytes, headers['content-encoding'], maxFileBytes);
  if (typeof read === 'string') return read;
  const [contentType = ''] = (headers['content-type'] ?? '').split(';', 1);
  const { etag = '' } = headers;
  return {
    url: href,
    contentType: contentType.trim().toLowerCase().slice(0, maxNameLength),
    etag: etag.length <= maxNameLength && printable.test(etag) ? etag : null,
    body: read,
  };
}

function failureOf(error: unknown, code: string): FetchFailure {
  if (error instanceof CertificateRefused) return 'certificate';
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR') return 'too-slow';
  return code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') ? 'tls' : 'broken';
}
