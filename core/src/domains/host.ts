import { decodeALabels } from '../links/url/a-labels.ts';
import { asStored, isLoopbackHost, isWithin, registrableDomain } from './names.ts';

/** Every reason why a name cannot become a tracking domain; the only list of them. */
export const hostRefusals = [
  'empty',
  'not-a-name',
  'ip-address',
  'single-label',
  'loopback',
  'try-out',
  'operator-zone',
  'public-suffix',
  'apex',
] as const;
export type HostRefusal = (typeof hostRefusals)[number];

export interface HostRules {
  /** The operator's own zone, under which every CNAME target lies. */
  readonly zone: string;
  /** Whether names under `.localhost` may be added, to try Waymark on a single machine. */
  readonly allowLoopback: boolean;
}

export type TrackingHost =
  | {
      readonly ok: true;
      /** A-label, lower case, no trailing dot: the form that is stored, compared and signed in tokens. */
      readonly host: string;
      /** The same name as shown to people. */
      readonly unicode: string;
      readonly loopback: boolean;
    }
  | { readonly ok: false; readonly reason: HostRefusal };

/**
 * Reads what somebody typed or pasted as the host of a tracking domain. Surrounding white space, capitals, a trailing
 * dot, a port and a whole http(s) URL are accepted; only the host is kept. Never throws.
 */
export function trackingHost(input: string, rules: HostRules): TrackingHost {
  const typed = input.trim();
  if (typed === '') return refused('empty');
  const host = hostOf(typed);
  if (host === undefined) return refused(looksNumeric(typed) ? 'ip-address' : 'not-a-name');
  if (looksNumeric(host)) return refused('ip-address');
  const unicode = isHostName(host) ? forPeople(host) : undefined;
  if (unicode === undefined) return refused('not-a-name');
  if (!host.includes('.')) return refused('single-label');
  if (isLoopbackHost(host)) {
    return rules.allowLoopback ? { ok: true, host, unicode, loopback: true } : refused('loopback');
  }
  if (isWithin(host, asStored(rules.zone))) return refused('operator-zone');
  // No DNS but this machine's own knows a record that leads there.
  if (isLoopbackHost(asStored(rules.zone))) return refused('try-out');
  const registrable = registrableDomain(host);
  if (registrable === null) return refused('public-suffix');
  if (registrable === host) return refused('apex');
  return { ok: true, host, unicode, loopback: false };
}

function refused(reason: HostRefusal): TrackingHost {
  return { ok: false, reason };
}

/** A stored host as shown to people: in Unicode, or unchanged if it does not decode. */
export function unicodeHost(host: string): string {
  return forPeople(host) ?? host;
}

/** The host in A-labels, as a browser would parse it; undefined if a browser would reject it. */
function hostOf(typed: string): string | undefined {
  // A URL parser drops line breaks, which would join two pasted names into one.
  if (/\s/.test(typed)) return undefined;
  const scheme = /^(?:([a-z][a-z\d+.-]*):)?\/\//i.exec(typed);
  if (scheme?.[1] !== undefined && !/^https?$/i.test(scheme[1])) return undefined;
  const url = URL.parse(`http://${scheme === null ? typed : typed.slice(scheme[0].length)}`);
  // jane@click.brand.com is a mail address, not a host.
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  return asStored(url.hostname);
}

/** IPv4 and IPv6 addresses, including those with a number out of range. */
function looksNumeric(text: string): boolean {
  return /^\d[\d.]*$/.test(text) || /^\[|^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text);
}

/** RFC 1123, section 2.1, and RFC 1035, section 2.3.4: letters, digits and hyphens; labels of 63, names of 253 octets. */
function isHostName(host: string): boolean {
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
  return host.length <= 253 && host.split('.').every((part) => label.test(part));
}

/** The host in Unicode; undefined when an A-label does not round-trip through decoding (RFC 5891, section 5.4). */
function forPeople(host: string): string | undefined {
  try {
    const unicode = decodeALabels(host);
    return hostOf(unicode) === host ? unicode : undefined;
  } catch {
    return undefined;
  }
}
