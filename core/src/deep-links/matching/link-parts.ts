import { hole } from '../patterns/match.ts';

/** The parts of a link that rules are about, as they are written. */
export interface LinkParts {
  readonly path: string;
  /** Without the question mark; empty for none. */
  readonly query: string;
  readonly items: readonly (readonly [name: string, value: string])[];
  /** Without the hash; empty for none. */
  readonly fragment: string;
}

/** A link as a browser opens it, with letters and digits in place of merge tags; they begin with `mark`. */
export interface OpenedLink {
  readonly opened: string;
  readonly mark?: string | undefined;
}

/** The parts of a web address, with holes in place of merge tags; undefined for what is none. */
export function linkParts(link: string | OpenedLink): LinkParts | undefined {
  const { opened, mark } = typeof link === 'string' ? { opened: link, mark: undefined } : link;
  const parsed = URL.parse(opened);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  const tag = mark === undefined ? undefined : new RegExp(`${mark}\\d+x`, 'g');
  const withHoles = (text: string) => (tag === undefined ? text : text.replaceAll(tag, hole));
  const query = withHoles(parsed.search.slice(1));
  return {
    path: withHoles(parsed.pathname),
    query,
    items: itemsOf(query),
    fragment: withHoles(parsed.hash.slice(1)),
  };
}

function itemsOf(query: string): LinkParts['items'] {
  if (query === '') return [];
  return query.split('&').map((item) => {
    const equals = item.indexOf('=');
    return equals === -1 ? [item, ''] : [item.slice(0, equals), item.slice(equals + 1)];
  });
}
