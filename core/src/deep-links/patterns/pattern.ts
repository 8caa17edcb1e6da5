/** What a pattern is made of: the code point of a character, a wildcard, or a variable. */
export type Part = number | Variable;

/** `?`: exactly one character. */
export const one = -1;
/** `*`: any number of characters, none included. */
export const any = -2;

/** What stands for one of several values, made of characters and wildcards, or of variables for one character each. */
export interface Variable {
  /** Those that are as long as they have parts. */
  readonly fixed: readonly (readonly Part[])[];
  /** Those with `*`. */
  readonly wild: readonly (readonly Part[])[];
}

/** Finds a variable by its name; undefined for one that nobody defined. */
export type FindVariable = (name: string) => Variable | undefined;

const variable = /\$\(([^$()]*)\)/y;

/**
 * Takes a pattern apart. Undefined if it names a variable that nobody defined or has one without an end. Without `find`,
 * `$(name)` is text like any other.
 */
export function parsePattern(pattern: string, find?: FindVariable): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (let index = 0; index < pattern.length; ) {
    if (find !== undefined && pattern.startsWith('$(', index)) {
      variable.lastIndex = index;
      const name = variable.exec(pattern)?.[1];
      const found = name === undefined ? undefined : find(name);
      if (found === undefined) return undefined;
      parts.push(found);
      index = variable.lastIndex;
      continue;
    }
    const character = pattern.codePointAt(index)!;
    parts.push(character === 0x2a ? any : character === 0x3f ? one : character);
    index += character > 0xffff ? 2 : 1;
  }
  return parts;
}

/** The values of a variable, in which `*` and `?` are wildcards. */
export function toVariable(values: readonly string[]): Variable {
  const parsed = [...new Set(values)].map((value) => parsePattern(value) ?? []);
  const { fixed = [], wild = [] } = Object.groupBy(parsed, (value) => (value.includes(any) ? 'wild' : 'fixed'));
  return { fixed, wild };
}

/** Whether a variable in a pattern has no end. */
export function hasOpenVariable(pattern: string): boolean {
  return /\$\((?![^$()]*\))/.test(pattern);
}

/** The names of variables in a pattern. */
export function variablesIn(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\$\(([^$()]*)\)/g)].map(([, name = '']) => name);
}
