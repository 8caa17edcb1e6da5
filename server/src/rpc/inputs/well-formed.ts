/**
 * The field of an input of JSON that holds half of a surrogate pair (`"\ud800"`), which no encoding of text can carry: the
 * database and every mail program would put another character in its place. `''` for the input itself; undefined for none.
 */
export function halfCharacterIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return holdsHalf(input) ? '' : undefined;
  for (const name in input) {
    if (holdsHalf(input[name as keyof typeof input])) return name;
  }
  return undefined;
}

/** Not by recursion, since an input may be nested deeper than calls; and cheap, since it may have a million values. */
function holdsHalf(value: unknown): boolean {
  const containers: object[] = [];
  const isHalf = (part: unknown): boolean => {
    if (typeof part === 'string') return !part.isWellFormed();
    if (typeof part === 'object' && part !== null) containers.push(part);
    return false;
  };
  if (isHalf(value)) return true;
  for (let container = containers.pop(); container !== undefined; container = containers.pop()) {
    if (Array.isArray(container)) {
      if (container.some(isHalf)) return true;
    } else {
      for (const name in container) if (isHalf(container[name as keyof typeof container])) return true;
    }
  }
  return false;
}
