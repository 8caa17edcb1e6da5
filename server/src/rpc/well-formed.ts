/**
 * Where an input of JSON holds half of a surrogate pair (`"\ud800"`), which no encoding of text can carry: the database
 * and every mail program would put another character in its place. Undefined where it holds none; `''` for the input itself.
 */
export function halfCharacterIn(input: unknown): string | undefined {
  // Not by recursion: an input may be nested deeper than calls.
  const rest: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: input }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && !value.isWellFormed()) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value))
      rest.push({ path: path === '' ? name : `${path}.${name}`, value: part });
  }
  return undefined;
}
