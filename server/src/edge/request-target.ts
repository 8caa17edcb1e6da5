import type { IncomingMessage } from 'node:http';

/** What a request is addressed to. */
export interface RequestTarget {
  /** Lower case, without port and trailing dot; empty when there is none. Not checked any further. */
  readonly host: string;
  /** As received, never decoded, without query and fragment. */
  readonly path: string;
  /** As received, without its question mark; empty when there is none. */
  readonly query: string;
}

/**
 * Parses host, path and query of a request; the authority of an absolute target takes precedence over Host (RFC 9112,
 * section 3.2.2).
 */
export function requestTarget(request: IncomingMessage): RequestTarget {
  const target = request.url ?? '';
  const absolute = target.startsWith('/') ? null : /^https?:\/\/([^/?#]*)/i.exec(target);
  const rest = absolute === null ? target : target.slice(absolute[0].length);
  const fragment = rest.indexOf('#');
  const whole = fragment < 0 ? rest : rest.slice(0, fragment);
  const query = whole.indexOf('?');
  return {
    host: normalHost(absolute?.[1] ?? request.headers.host ?? ''),
    path: query < 0 ? whole : whole.slice(0, query),
    query: query < 0 ? '' : whole.slice(query + 1),
  };
}

function normalHost(authority: string): string {
  return authority.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}
