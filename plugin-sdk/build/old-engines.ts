// What Node 20 lacks of what the code uses: the bundler has these called in the published package.

/** `URL.parse` */
export function parseUrl(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** `Map.groupBy` */
export function groupIntoMap<Key, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item, index: number) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** `Object.groupBy` */
export function groupIntoObject<Key extends PropertyKey, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item, index: number) => Key,
): Partial<Record<Key, Item[]>> {
  return Object.fromEntries(groupIntoMap(items, keyOf)) as Partial<Record<Key, Item[]>>;
}
