/** Entries by host name; each name also stands for every name below it. */
export type HostTable<Entry> = ReadonlyMap<string, readonly Entry[]>;

export function hostTable<Entry extends { readonly hosts?: readonly string[] }>(
  entries: readonly Entry[],
): HostTable<Entry> {
  const table = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const host of entry.hosts ?? []) {
      const known = table.get(host);
      if (known === undefined) table.set(host, [entry]);
      else known.push(entry);
    }
  }
  return table;
}

/** RFC 1035, section 2.3.4: what is longer cannot be asked for. */
const longestName = 253;

/** Entries for a host and for the names above it, nearest first. */
export function entriesFor<Entry>(table: HostTable<Entry>, hostname: string): readonly Entry[] {
  if (hostname.length > longestName) return [];
  const found: Entry[] = [];
  for (let name = hostname, dot = 0; dot !== -1; name = name.slice(dot + 1)) {
    found.push(...(table.get(name) ?? []));
    dot = name.indexOf('.');
  }
  return found;
}
