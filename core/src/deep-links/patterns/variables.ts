import { type FindVariable, toVariable, type Variable } from './pattern.ts';
import { characters, languages, regions } from './variables.data.ts';

/** Variables that Apple has defined. */
export const predefined: ReadonlySet<string> = new Set([...Object.keys(characters), 'region', 'lang']);

/** Those of which only examples are documented, not the list of their values. */
export const looselyDocumented: ReadonlySet<string> = new Set(['region', 'lang']);

/** The variables of a file with their values; undefined for one of which nobody says what it stands for. */
export type OwnVariables = ReadonlyMap<string, readonly string[] | undefined>;

/** How variables are read. */
export interface VariableReading {
  /** Applied to every value, as to the pattern and the text. */
  readonly fold: (text: string) => string;
  /** Take any code of two or three letters for a region or a language, not only those of the ISO lists. */
  readonly wide: boolean;
}

/** Finds the variables of a file: its own, then Apple's. */
export function variableFinder(own: OwnVariables, reading: VariableReading): FindVariable {
  const found = new Map<string, Variable | undefined>();
  return (name) => {
    if (!found.has(name)) found.set(name, variableOf(name, own, reading));
    return found.get(name);
  };
}

function variableOf(name: string, own: OwnVariables, reading: VariableReading): Variable | undefined {
  const toValues = (values: readonly string[]) => toVariable(values.map(reading.fold));
  const values = own.get(name);
  if (own.has(name)) return values && toValues(values);
  if (Object.hasOwn(characters, name)) return toValues([...characters[name]!]);
  if (!looselyDocumented.has(name)) return undefined;
  if (!reading.wide) return toValues((name === 'region' ? regions : languages).split(' '));
  const letter = toValues([...characters[name === 'region' ? 'upper' : 'lower']!]);
  const two = [letter, letter];
  return { fixed: name === 'region' ? [two] : [two, [...two, letter]], wild: [] };
}
