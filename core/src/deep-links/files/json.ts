import type { FindingList } from './file-findings.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What JSON calls a type, in the words of its findings. */
interface Types {
  readonly object: JsonObject;
  readonly array: readonly unknown[];
  readonly string: string;
  readonly boolean: boolean;
}

/** The value of a JSON text; undefined, which JSON cannot say, when it is none. Strict, but for a byte order mark. */
export function parseJson(text: string, findings: FindingList): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    findings.add('not-json', '');
    return undefined;
  }
}

/** A value of this type; of any other, a finding and undefined. Nothing is said about what is missing. */
export function expectType<Name extends keyof Types>(
  value: unknown,
  type: Name,
  place: string,
  findings: FindingList,
): Types[Name] | undefined {
  if (value === undefined) return undefined;
  if (typeOf(value) === type) return value as Types[Name];
  findings.add('wrong-type', place, type);
  return undefined;
}

/** The keys of an object that nobody reads; most are typing mistakes. */
export function reportUnknownKeys(
  object: JsonObject,
  known: ReadonlySet<string>,
  place: string,
  findings: FindingList,
): void {
  for (const key of Object.keys(object)) {
    if (!known.has(key)) findings.add('unknown-key', place, key);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
