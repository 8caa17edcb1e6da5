/** The parts of a link that rules are about, as they are written. */
export interface LinkParts {
  readonly path: string;
  /** Without the question mark; empty for none. */
  readonly query: string;
  readonly items: readonly (readonly [name: string, value: string])[];
  /** Without the hash; empty for none. */
  readonly fragment: string;
}

/** The parts of a web address; undefined for what is none. */
export function linkParts(url: string): LinkParts | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  const query = parsed.search.slice(1);
  return { path: parsed.pathname, query, items: itemsOf(query), fragment: parsed.hash.slice(1) };
}

function itemsOf(query: string): LinkParts['items'] {
  if (query === '') return [];
  return query.split('&').map((item) => {
    const equals = item.indexOf('=');
    return equals === -1 ? [item, ''] : [item.slice(0, equals), item.slice(equals + 1)];
  });
}
