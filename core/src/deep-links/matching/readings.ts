import type { Rule } from '../files/rule.ts';
import { variablesIn } from '../patterns/pattern.ts';
import { looselyDocumented } from '../patterns/variables.ts';
import type { Doubt } from './doubts.ts';

/**
 * One way to read a pattern and a text. The first reading is what the documentation says; the others differ from it in
 * what it leaves open. Where they come to different results, nobody can say.
 */
export interface Reading {
  /** Encoded characters are compared by what they mean, not as they are written. */
  readonly percent?: true;
  /** Without regard to capitals in ASCII only. */
  readonly ascii?: true;
  /**
   * Slashes at the end do not count, those at the beginning count as one or none, and `/buy/*` is also `/buy`. Apple’s
   * swcutil was seen to do this, which is documented nowhere: https://github.com/sergii-ziborov/blazingly-aasa (parity)
   */
  readonly slash?: true;
  /** Any two or three letters are a region or a language. */
  readonly wide?: true;
}

/** What a rule says about how it is read. */
export type Flags = Pick<Rule, 'caseSensitive' | 'percentEncoded'>;

/** One text for all that makes a difference to how texts are written. */
export function readingKey({ caseSensitive, percentEncoded }: Flags, { percent, ascii }: Reading): string {
  return [caseSensitive, percentEncoded, percent, ascii].map(Boolean).map(Number).join('');
}

const notAscii = /[^\0-\x7f]/;

/** The readings that could come to another result than the first one, with what is in doubt. */
export function otherReadings(
  pattern: string,
  text: string,
  isPath: boolean,
  flags: Flags,
): readonly (readonly [Doubt, Reading])[] {
  const readings: (readonly [Doubt, Reading])[] = [];
  const isEncoded = text.includes('%') || pattern.includes('%') || notAscii.test(pattern);
  if (isEncoded) readings.push(['percent-encoding', { percent: true }]);
  if (!flags.caseSensitive && isEncoded) readings.push(['letter-case', { ascii: true }]);
  if (isPath && /^(?:\/\/|[*?]|\$\()|^$|\/\*?$/.test(pattern)) readings.push(['slash', { slash: true }]);
  else if (isPath && text.endsWith('/')) readings.push(['slash', { slash: true }]);
  if (variablesIn(pattern).some((name) => looselyDocumented.has(name))) readings.push(['code-list', { wide: true }]);
  const all = Object.assign({}, ...readings.map(([, reading]) => reading)) as Reading;
  return readings.length > 1 ? [...readings, [readings[0]![0], all]] : readings;
}

/** How a text is written in a reading. */
export function textAsRead(text: string, flags: Flags, reading: Reading): string {
  const meant = reading.percent ? normalized(text) : text;
  return folded(flags.percentEncoded ? meant : decoded(meant, reading), flags, reading);
}

/** The same for a pattern; the names of variables stay as they are. */
export function patternAsRead(pattern: string, flags: Flags, reading: Reading): string {
  const read = (literal: string) => valueAsRead(literal, flags, reading);
  return pattern.replace(/\$\([^$()]*\)|[^$]+|\$/g, (part) => (part.startsWith('$(') ? part : read(part)));
}

/** The same for a part of a pattern, or for a value of a variable. */
export function valueAsRead(value: string, flags: Flags, reading: Reading): string {
  const meant = reading.percent ? normalized(value) : value;
  return folded(reading.percent && !flags.percentEncoded ? decoded(meant, reading) : meant, flags, reading);
}

function folded(text: string, { caseSensitive }: Flags, { ascii }: Reading): string {
  if (caseSensitive) return text;
  return ascii ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase();
}

/** Percent signs where the URL Standard wants them, in capitals, and nowhere else; holes stay. */
function normalized(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\x21-\x7e\uffff]+|["<>`{}]/gu, encodeURIComponent)
    .replace(/%[\da-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : code.toUpperCase();
    });
}

function decoded(text: string, { percent }: Reading): string {
  return text.replace(percent ? /(?:(?!%(?:2[346AF]|3F))%[\da-f]{2})+/gi : /(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}
