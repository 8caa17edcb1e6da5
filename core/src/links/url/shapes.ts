import type { Address } from './address.ts';
import { memoizeByHost } from './memoize.ts';

/**
 * Which addresses an entry of a table matches: those of its hosts with a matching path, or of any host with an
 * unmistakable path.
 */
export interface Shape {
  /** Host names; each also matches its subdomains. */
  readonly hosts?: readonly string[];
  /** Only the names themselves, with or without `www.` or `m.`. */
  readonly siteOnly?: true;
  /** Matched against the name of the host. */
  readonly hostName?: RegExp;
  /** Matched against path and query; without it, every address of the hosts that has a path matches. */
  readonly path?: RegExp;
}

/** RFC 1035, section 2.3.4: longer names cannot be resolved. */
const maxNameLength = 253;
const isSite = /^(?:www\.|m\.)?$/;

/** Finds the first entry of a table for an address: by the most specific host name, then by the path alone. */
export function shapeFinder<Entry extends Shape>(entries: readonly Entry[]): (address: Address) => Entry | undefined {
  const entriesOf = memoizeByHost(entriesByHost(entries));
  const byPath = entries.filter(({ hosts }) => hosts === undefined);
  // Matches a superset of what the entries match: one test rules out most addresses.
  const anyPath = new RegExp(byPath.map(({ path }) => path?.source ?? '').join('|'), 'i');
  return ({ host, path }) => {
    const fits = ({ hostName, path: shape }: Entry) =>
      (shape?.test(path) ?? path !== '/') && (hostName === undefined || hostName.test(host.name));
    const ofHost = entriesOf(host);
    return (
      (ofHost.length > 0 ? ofHost.find(fits) : undefined) ??
      (byPath.length > 0 && anyPath.test(path) ? byPath.find(fits) : undefined)
    );
  };
}

/** Entries for a host and its parent domains, most specific first. */
function entriesByHost<Entry extends Shape>(entries: readonly Entry[]): (hostname: string) => readonly Entry[] {
  const table = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const host of entry.hosts ?? []) {
      const known = table.get(host);
      if (known === undefined) table.set(host, [entry]);
      else known.push(entry);
    }
  }
  return (hostname) => {
    if (hostname.length > maxNameLength) return [];
    const found: Entry[] = [];
    for (let name = hostname, dot = 0; dot !== -1; name = name.slice(dot + 1)) {
      const before = hostname.slice(0, hostname.length - name.length);
      const entries = table.get(name) ?? [];
      found.push(...(isSite.test(before) ? entries : entries.filter(({ siteOnly }) => siteOnly !== true)));
      dot = name.indexOf('.');
    }
    return found;
  };
}
