/** A web address taken apart once, for all the rules that look at it. */
export interface Address {
  /** As the WHATWG URL Standard serialises it; printable ASCII. */
  readonly href: string;
  readonly isHttp: boolean;
  /** Lower case, A-labels, IPv4 as four decimals, IPv6 in brackets. */
  readonly hostname: string;
  readonly pathname: string;
  /** Path and query. */
  readonly path: string;
  /** Parts of the path that are not empty. */
  readonly segments: readonly string[];
  /** Of the query, decoded. */
  readonly parameters: readonly Parameter[];
}

export type Parameter = readonly [name: string, value: string];

const encoded = /[%+]/;

export function addressOf(url: URL): Address {
  const { href, hostname, pathname, search } = url;
  return {
    href,
    isHttp: href.startsWith('http:'),
    hostname,
    pathname,
    path: pathname + search,
    segments: pathname === '/' ? [] : pathname.split('/').filter((segment) => segment !== ''),
    parameters: search.length < 2 ? [] : encoded.test(search) ? [...url.searchParams] : literalParameters(search),
  };
}

/** What `URLSearchParams` gives for a query in which nothing has to be decoded, in a fraction of its time. */
function literalParameters(search: string): readonly Parameter[] {
  return search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}
