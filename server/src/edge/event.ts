import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6, SocketAddress } from 'node:net';
import type { TrackingEvent } from './journal/journal.ts';
import type { IpMode } from './links/entities.ts';
import { timeOrderedId } from './time-ordered-id.ts';

/** What a request reveals about its visitor. */
export interface Visitor {
  /** Undefined when the connection is already closed. */
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
  readonly prefetch?: boolean;
  readonly afterHead?: boolean;
  readonly network?: string | undefined;
  /** A member said that this connection does not count. */
  readonly own?: boolean;
  /** It asked for the destination of an app link as JSON. */
  readonly app?: boolean;
}

const maxUserAgentLength = 512;

/** Control characters mean nothing in a user agent or a recipient id, and PostgreSQL accepts no NUL in a text. */
const controls = /\p{Cc}+/gu;
/** Matches nearly every text, and is faster than finding nothing to replace. */
const visible = /^[ -~]*$/;

/**
 * Creates the event of one request, with as much of the visitor as `ipMode` allows. `at` is in milliseconds since 1970.
 */
export function trackingEvent(
  type: 'click' | 'open',
  { id, recipientId }: { readonly id: number; readonly recipientId?: string },
  { address, userAgent, prefetch, afterHead, network, own, app }: Visitor,
  ipMode: IpMode,
  at: number,
): TrackingEvent {
  return {
    id: timeOrderedId(at),
    type,
    at,
    subject: id,
    recipientId: keptRecipientId(recipientId),
    ip: keptAddress(address, ipMode),
    userAgent: withControlsAs(' ', userAgent)?.trim().slice(0, maxUserAgentLength) || undefined,
    prefetch: prefetch || undefined,
    afterHead: afterHead || undefined,
    network,
    own: own || undefined,
    app: app || undefined,
  };
}

/**
 * Normalizes a recipient id for storage, which opt-outs and erasures have to match; undefined when nothing is left of
 * it.
 */
export function keptRecipientId(recipientId: string | undefined): string | undefined {
  return withControlsAs('', recipientId) || undefined;
}

function withControlsAs(replacement: string, text: string | undefined): string | undefined {
  return text === undefined || visible.test(text) ? text : text.replace(controls, replacement);
}

const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;
const ahead = /prefetch|prerender|preview/i;

/** Whether a browser says that it loads the page ahead, or for a preview: nobody has opened it. */
export function isPrefetch(headers: IncomingHttpHeaders): boolean {
  return purposes.some((name) => headers[name] !== undefined && ahead.test(String(headers[name])));
}

/** Whether a request says what every browser says of its reader: programs that only look like one rarely do. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['accept-language'] !== undefined;
}

/**
 * An address as RFC 5952 writes it, without zone; an IPv4 address in IPv6 notation (RFC 4291, 2.5.5.2) is an IPv4 address.
 */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const zoneless = address.replace(/%.*$/, '');
  const written = isIPv6(zoneless) ? new SocketAddress({ address: zoneless, family: 'ipv6' }).address : zoneless;
  return written.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The part of an address that may be stored: `truncated` keeps the network, /24 of IPv4 and /48 of IPv6. */
export function keptAddress(address: string | undefined, mode: IpMode): string | undefined {
  if (address === undefined || mode === 'none') return undefined;
  const plain = plainAddress(address);
  if (mode === 'full') return plain;
  return plain.includes(':') ? networkOf(plain, 3) : `${plain.slice(0, plain.lastIndexOf('.'))}.0`;
}

/** The first groups of an IPv6 address. */
export function networkOf(plain: string, groups: number): string {
  // The last two groups may be written as an IPv4 address (RFC 4291, 2.2).
  const [left = '', right] = plain.replace(/[\d.]+\.\d+$/, '0:0').split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right ? right.split(':') : [];
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  const network = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, groups);
  while (network.at(-1) === '0') network.pop();
  return `${network.join(':')}::`;
}
