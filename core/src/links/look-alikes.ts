/// <reference path="../punycode.d.ts" />
import { toUnicode } from 'punycode/punycode.es6.js';
import { type Finding, finding } from './findings.ts';
import { looksLatin } from './hosts.data.ts';

/** Scripts a label may use together (UTS 39, highly restrictive: Latin with Japanese, Chinese or Korean writing). */
const scripts: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
];
const together = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Bopomofo']),
  new Set(['Latin', 'Han', 'Hangul']),
];
const otherLetter =
  /[^\P{L}\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]/u;
const ascii = /^[\0-\x7f]*$/;

/** The host as its readers see it; the A-label itself where it does not decode. */
export function readableHost(hostname: string): string {
  if (!hostname.includes('xn--')) return hostname;
  try {
    return toUnicode(hostname);
  } catch {
    return hostname;
  }
}

/**
 * A host that can be taken for another one: its letters come from several scripts, it reads like a Latin name
 * in another script, or what was written folds to a different name (UTS 39; UTS 46 for the folding).
 *
 * @param hostname as the URL parser gives it: lower case, A-labels
 * @param written the host as it stood in the link
 */
export function lookAlike(hostname: string, written: string): Finding | undefined {
  if (!hostname.includes('xn--') && ascii.test(written)) return undefined;
  const readable = readableHost(hostname);
  const labels = readable.split('.');
  const latinEnding = ascii.test(labels.at(-1) ?? '');
  if (folds(readable, hostname, written)) return finding('confusable-host', { host: written, opens: hostname });
  const confusing = labels.some((label) => mixesScripts(label) || (latinEnding && readsLatin(label)));
  return confusing ? finding('confusable-host', { host: readable, opens: hostname }) : undefined;
}

function mixesScripts(label: string): boolean {
  if (ascii.test(label)) return false;
  const used = scripts.filter(([, letters]) => letters.test(label)).map(([name]) => name);
  if (otherLetter.test(label)) return used.length > 0;
  return used.length > 1 && !together.some((set) => used.every((name) => set.has(name)));
}

function readsLatin(label: string): boolean {
  return !ascii.test(label) && [...label].every((letter) => ascii.test(letter) || looksLatin.has(letter));
}

function folds(readable: string, hostname: string, written: string): boolean {
  const plain = written.toLowerCase().normalize('NFC');
  return plain !== readable && plain !== hostname;
}
