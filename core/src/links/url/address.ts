import { type KnownHost, knownHost } from './memoize.ts';

/** A web address, parsed once for all rules. */
export interface Address {
  /** As the WHATWG URL Standard serialises it; printable ASCII. */
  readonly href: string;
  readonly isHttp: boolean;
  /** Lower case, A-labels, IPv4 as four decimals, IPv6 in brackets. */
  readonly hostname: string;
  readonly host: KnownHost;
  readonly pathname: string;
  /** Path and query. */
  readonly path: string;
  /** Segments of the path; the first is empty, as are those between doubled slashes. */
  readonly segments: readonly string[];
  /** Of the query, decoded. */
  readonly parameters: readonly Parameter[];
}

export type Parameter = readonly [name: string, value: string];

const encoded = /[%+]/;
const none: readonly Parameter[] = [];

export function addressOf({ href, hostname, pathname, search }: URL): Address {
  return address(href, hostname, pathname, search);
}

/** The same without the URL parser, for a link that it would leave unchanged, with the default port and a path. */
export function addressAsWritten(href: string): Address {
  const hash = href.indexOf('#');
  const end = hash === -1 ? href.length : hash;
  const mark = href.indexOf('?');
  const query = mark === -1 || mark > end ? end : mark;
  const host = href.indexOf(':') + 3;
  const path = href.indexOf('/', host);
  return address(href, href.slice(host, path), href.slice(path, query), href.slice(query, end));
}

function address(href: string, hostname: string, pathname: string, search: string): Address {
  return {
    href,
    isHttp: href.startsWith('http:'),
    hostname,
    host: knownHost(hostname),
    pathname,
    path: search.length < 2 ? pathname : pathname + search,
    segments: pathname.split('/'),
    parameters: search.length < 2 ? none : parametersOf(search),
  };
}

/** The same result as `URLSearchParams`, in a fraction of the time. */
function parametersOf(search: string): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (let start = 1; start <= search.length; ) {
    const next = search.indexOf('&', start);
    const end = next === -1 ? search.length : next;
    const equals = search.indexOf('=', start);
    const nameEnd = equals === -1 || equals > end ? end : equals;
    if (end > start) parameters.push([decoded(search.slice(start, nameEnd)), decoded(search.slice(nameEnd + 1, end))]);
    start = end + 1;
  }
  return parameters;
}

function decoded(text: string): string {
  if (!encoded.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return new URLSearchParams(`=${text}`).get('') ?? '';
  }
}
