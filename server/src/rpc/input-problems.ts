import type { Language } from '@waymark/core';
import type { ZodError } from 'zod';
import { httpOptions } from './http-options.ts';

type Phrase = Readonly<Record<Language, string>>;
type Issue = ZodError['issues'][number];

const written = new Map<string, Phrase>();

/** A message of a schema that says itself what it expects, in every language. Returns the English one, which zod carries. */
export function inBoth(en: string, de: string): string {
  written.set(en, { en, de });
  return en;
}

/** Something about one place of an input, as a phrase: where and what. */
export function problemAt(path: string, what: Phrase): Phrase {
  const quoted = (marks: string) => `${marks[0]}${path}${marks[1]}`;
  const where = path === '' ? { en: 'the input', de: 'die Eingabe' } : { en: quoted('""'), de: quoted('„“') };
  return { en: `${where.en}: ${what.en}`, de: `${where.de}: ${what.de}` };
}

/** A list of a thousand places may be wrong in each. */
const maxNamed = 10;

/** The problems that zod found, all at once, so that nobody has to correct one to hear of the next. */
export function problemsOf({ issues }: ZodError): Phrase {
  const named = issues
    .slice(0, maxNamed)
    .map((issue) => problemAt(issue.path.join('.'), written.get(issue.message) ?? phraseOf(issue)));
  const more = issues.length - named.length;
  if (more > 0) named.push({ en: `and ${more} more`, de: `und ${more} weitere` });
  const list = (language: Language) => named.map((problem) => problem[language]).join('; ');
  return { en: list('en'), de: list('de') };
}

/** The first field that zod found fault with; empty for the input as a whole. */
export function fieldOf({ issues: [first] }: ZodError): string {
  return first?.code === 'unrecognized_keys' ? [...first.path, first.keys[0]].join('.') : (first?.path.join('.') ?? '');
}

/** What tRPC says of a call that it cannot make sense of, by how its English message begins. */
const ofCalls: readonly (readonly [beginning: string, Phrase])[] = [
  [
    'Cannot mix procedure types',
    {
      en: 'one batch has queries and mutations, which have to be called apart',
      de: 'ein Stapel enthält Abfragen und Änderungen, die getrennt aufzurufen sind',
    },
  ],
  [
    'Batch call exceeds',
    {
      en: `one batch has more than ${httpOptions.maxBatchSize} calls`,
      de: `ein Stapel hat mehr als ${httpOptions.maxBatchSize} Aufrufe`,
    },
  ],
  [
    '"input" needs to be an object',
    {
      en: 'the input of a batch has to be an object with a field for each call',
      de: 'die Eingabe eines Stapels muss ein Objekt mit einem Feld für jeden Aufruf sein',
    },
  ],
  [
    'Invalid URL-encoding',
    { en: 'the address has a broken percent-encoding', de: 'die Adresse ist fehlerhaft prozentkodiert' },
  ],
  [
    'Streaming requests must be batched',
    {
      en: 'a stream needs a batch, even for a single call',
      de: 'ein Datenstrom braucht einen Stapel, auch für einen einzigen Aufruf',
    },
  ],
];

/** The problem of a call that tRPC refused before any procedure saw it. */
export function problemOfCall(message: string): Phrase {
  return ofCalls.find(([beginning]) => message.startsWith(beginning))?.[1] ?? problemAt('', other);
}

const other: Phrase = { en: 'is not as expected', de: 'ist nicht so wie erwartet' };

const kinds: Readonly<Record<string, Phrase>> = {
  string: { en: 'text', de: 'Text' },
  number: { en: 'a number', de: 'eine Zahl' },
  int: { en: 'a whole number', de: 'eine ganze Zahl' },
  boolean: { en: 'true or false', de: 'true oder false' },
  array: { en: 'a list', de: 'eine Liste' },
  object: { en: 'an object', de: 'ein Objekt' },
};

const formats: Readonly<Record<string, Phrase>> = {
  datetime: { en: 'a moment such as 2026-11-30T12:00:00Z', de: 'ein Zeitpunkt wie 2026-11-30T12:00:00Z' },
  date: { en: 'a day such as 2026-11-30', de: 'ein Tag wie 2026-11-30' },
  email: { en: 'a mail address', de: 'eine Mailadresse' },
};

function phraseOf(issue: Issue): Phrase {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return { en: 'is missing', de: 'fehlt' };
      return hasToBe(kinds[issue.expected]);
    case 'invalid_format':
      return hasToBe(formats[issue.format]);
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { en: `has to be one of these: ${values}`, de: `muss eines hiervon sein: ${values}` };
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return { en: `has no field ${keys}`, de: `hat kein Feld ${keys}` };
    }
    case 'too_small':
      if (Number(issue.minimum) === 1 && issue.origin in units) return { en: 'is empty', de: 'ist leer' };
      return bound(issue.origin, issue.minimum, { en: 'at least', de: 'mindestens' });
    case 'too_big':
      return bound(issue.origin, issue.maximum, { en: 'at most', de: 'höchstens' });
    default:
      return other;
  }
}

function hasToBe(what: Phrase | undefined): Phrase {
  return what === undefined ? other : { en: `has to be ${what.en}`, de: `muss ${what.de} sein` };
}

const units: Readonly<Record<string, Phrase>> = {
  string: { en: 'characters', de: 'Zeichen' },
  array: { en: 'entries', de: 'Einträge' },
};

function bound(origin: string, limit: number | bigint, side: Phrase): Phrase {
  const unit = units[origin];
  if (unit === undefined) return hasToBe({ en: `${side.en} ${limit}`, de: `${side.de} ${limit}` });
  return {
    en: `has to have ${side.en} ${limit} ${unit.en}`,
    de: `muss ${side.de} ${limit} ${unit.de} haben`,
  };
}
