import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { PeerCertificate } from 'node:tls';
import type { HttpsSeen } from '@waymark/core';
import { probeAnswer, probePath } from '../../edge/probe.ts';
import type { Deadline } from '../../net/dns-client.ts';
import { CertificateRefused, requestAt } from '../../net/request-at.ts';
import { steadyNow } from '../../net/steady-clock.ts';
import { cdns } from '../dns/cdns.data.ts';

/** A tracking domain to probe, and the key with which its own server answers. */
export interface ProbedHost {
  readonly host: string;
  /** Scheme and authority of the domain's wrapped links. */
  readonly origin: string;
  readonly keyId: number;
  readonly key: Uint8Array;
  /** The last known addresses of the target, for when looking them up fails. */
  readonly lastSeen?: readonly string[] | undefined;
}

export interface ProbeOptions {
  readonly addressesOf: (host: string, deadline: Deadline) => Promise<readonly string[]>;
  /** Whether a request may go to this address: DNS answers are untrusted. */
  readonly mayConnect: (address: string) => boolean;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string | undefined;
}

const maxTextLength = 200;

/**
 * Makes a request to the host as a reader's browser would, with a token that only this installation can answer, at each
 * of its addresses, since readers reach any of them. Never rejects; returns the first problem found.
 */
export async function probe(probed: ProbedHost, options: ProbeOptions, deadline: Deadline): Promise<HttpsSeen> {
  const found = await options.addressesOf(probed.host, deadline);
  const addresses = found.length > 0 ? found : (probed.lastSeen ?? []);
  const [first = '?'] = addresses;
  const forbidden = addresses.find((address) => !options.mayConnect(address));
  if (forbidden !== undefined) return { kind: 'unreachable', reason: 'private', address: forbidden };
  const seen = await Promise.all(addresses.map((address) => probeAt(address, probed, options, deadline)));
  const answered = seen.filter((one) => one !== 'no-route');
  // Any other server outweighs ours: readers reach both.
  const seenFirst = answered.find(({ kind }) => kind !== 'ours') ?? answered[0];
  if (seenFirst === undefined)
    return { kind: 'unreachable', reason: addresses.length > 0 ? 'no_route' : 'broken', address: first };
  const unproven = addresses.filter((_, index) => seen[index] === 'no-route');
  return seenFirst.kind === 'ours' && unproven.length > 0 ? { ...seenFirst, unproven } : seenFirst;
}

/** `no-route`: this machine has no route there, which says nothing about other machines. */
async function probeAt(
  address: string,
  { host, origin, keyId, key }: ProbedHost,
  { ca }: ProbeOptions,
  { at, signal }: Deadline,
): Promise<HttpsSeen | 'no-route'> {
  const token = `${keyId}.${randomBytes(24).toString('base64url')}`;
  const timeoutMs = Math.max(1, at - steadyNow());
  try {
    const answer = await requestAt(new URL(`${probePath}${token}`, origin), address, {
      timeoutMs,
      signal,
      ca,
    });
    if (answer.status === 200 && answer.body === probeAnswer(host, token, key))
      return { kind: 'ours', ...via(answer.headers) };
    return {
      kind: 'other-server',
      status: answer.status,
      server: String(answer.headers.server ?? '').slice(0, maxTextLength),
    };
  } catch (error) {
    return seenIn(error, address);
  }
}

function via(headers: IncomingHttpHeaders): { via?: string } {
  const cdn = cdns.find(
    ({ header, value = /^/ }) => headers[header] !== undefined && value.test(String(headers[header])),
  );
  return cdn === undefined ? {} : { via: cdn.name };
}

function seenIn(error: unknown, address: string): HttpsSeen | 'no-route' {
  if (error instanceof CertificateRefused) return refusedCertificate(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL') return 'no-route';
  if (code === 'ECONNREFUSED') return { kind: 'unreachable', reason: 'refused', address };
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR') return { kind: 'unreachable', reason: 'timeout', address };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return { kind: 'certificate', reason: 'handshake', seen: alertIn(code) };
  return { kind: 'unreachable', reason: 'broken', address };
}

function refusedCertificate({ code, certificate }: CertificateRefused): HttpsSeen {
  const shown = (reason: 'expired' | 'wrong_name' | 'untrusted', seen: string | undefined): HttpsSeen => ({
    kind: 'certificate',
    reason,
    seen: (seen ?? '').slice(0, maxTextLength),
  });
  if (code === 'CERT_HAS_EXPIRED') return shown('expired', certificate.valid_to);
  if (code === 'CERT_NOT_YET_VALID') return shown('expired', certificate.valid_from);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return shown('wrong_name', namesIn(certificate));
  return shown('untrusted', [certificate.issuer?.O ?? certificate.issuer?.CN].flat().join(', '));
}

function namesIn({ subject, subjectaltname }: PeerCertificate): string {
  const names = (subjectaltname ?? '').split(', ').map((name) => name.replace(/^DNS:/, ''));
  return names[0] ? names.slice(0, 3).join(', ') : [subject?.CN].flat().join(', ');
}

/** `ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR` → `tlsv1 alert internal error`. */
function alertIn(code: string): string {
  return code
    .replace(/^ERR_SSL_|^EPROTO$/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}
