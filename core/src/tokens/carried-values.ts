/**
 * The query of a wrapped link carries what a sending system filled in: `r` for the recipient, a number for each slot of the
 * destination, and `t`, which closes it: `r=4711&1=H&M&2=blue&t`. A value runs to the next of these names or to `&t`, so
 * that a `&` in it does no harm; what stands behind was appended by others. Links that are not closed were written by
 * earlier versions: in them a value ends at the next `&`, as in any query.
 */
const nameInClosed = /(?:^|&)([1-9]\d{0,3}|r)=/;
const nameAndValue = /(?:^|&)([1-9]\d{0,3}|r)=([^&]*)/g;

const closing = '&t';
/** What makes `&t` the beginning of something else, such as `&t=30` or `&type`. */
const goesOn = /[\w=]/;

type Carried = readonly [name: string, value: string];

/** The recipient id as it was filled in; undefined where there is none. */
export function carriedRecipient(query: string): string | undefined {
  return carriedIn(query).values.find(([name, value]) => name === 'r' && value !== '')?.[1];
}

/**
 * By number, the values for a destination with so many slots. Of duplicates the first counts. In a closed link, whose
 * values may hold anything, it is the one in its place, since numbers are written in order: a value `x&2=y` takes the place
 * of no other.
 */
export function carriedForSlots(query: string, slots: number): ReadonlyMap<string, string> {
  const { values, closed } = carriedIn(query);
  const backwards = values.toReversed();
  const found = new Map(backwards);
  if (!closed) return found;
  let next = slots;
  for (const [name, value] of backwards) {
    if (name !== String(next)) continue;
    found.set(name, value);
    next--;
  }
  return found;
}

/** The values of a query (raw, without `?`), in its order. Never throws; linear time. */
function carriedIn(query: string): { readonly values: readonly Carried[]; readonly closed: boolean } {
  const end = closingAt(query);
  if (end === -1) {
    const values = Array.from(query.matchAll(nameAndValue), ([, name = '', value = '']): Carried => [name, value]);
    return { values, closed: false };
  }
  const [, ...parts] = query.slice(0, end).split(nameInClosed);
  const values = parts.flatMap((name, at): readonly Carried[] => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : []));
  return { values, closed: true };
}

/** Where `&t` closes a query, or -1; a value may hold it too, so the last one counts. */
function closingAt(query: string): number {
  let at = query.lastIndexOf(closing);
  while (at > 0 && goesOn.test(query.charAt(at + closing.length))) at = query.lastIndexOf(closing, at - 1);
  return at > 0 ? at : -1;
}
