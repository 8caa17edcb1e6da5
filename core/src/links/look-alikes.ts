import { type Finding, finding } from './findings.ts';
import { looksLike } from './look-alikes.data.ts';
import { readableHost } from './url/readable-host.ts';

/**
 * Scripts allowed in one label: the recommended ones (UAX 31, table 5), or Latin combined with Japanese, Chinese or
 * Korean (UTS 39, highly restrictive). Digits, hyphens and marks belong to all.
 */
const together = ['Latn Hani Hira Kana', 'Latn Hani Bopo', 'Latn Hani Hang']
  .concat('Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hebr Khmr Knda Laoo Mlym Mymr'.split(' '))
  .concat('Orya Sinh Taml Telu Thaa Thai Tibt'.split(' '));
/** Top-level domains under which names in a script are expected, so that readers do not take them for Latin. */
const homes: readonly (readonly [letters: RegExp, endings: string])[] = [
  [/^[\p{Script=Cyrillic}\p{M}\d-]+$/u, 'ba bg by kg kz me mk mn rs ru su tj ua uz'],
  [/^[\p{Script=Greek}\p{M}\d-]+$/u, 'cy gr'],
  [/^[\p{Script=Armenian}\d-]+$/u, 'am'],
  [/^[\p{Script=Georgian}\d-]+$/u, 'ge'],
  [/^[a-zı\d-]+$/, 'az tr'],
];
const ascii = /^[\0-\x7f]*$/;
const endsHost = /[./\\?:]/;
const inNames = /[\p{L}\p{N}]/u;

const plainByCharacter = new Map(
  Object.entries(looksLike).flatMap(([plain, characters]) => [...characters].map((one) => [one, plain] as const)),
);
let scripts: { readonly allowed: readonly RegExp[]; readonly known: RegExp } | undefined;

/**
 * A host that can be mistaken for another: it mixes scripts, it reads like a plain Latin name or like a shorter host
 * with a path (UTS 39), or its written form folds to a different name (UTS 46).
 *
 * @param hostname as the URL parser gives it: lower case, A-labels
 * @param written the host as written in the link
 */
export function lookAlike(hostname: string, written: string): Finding | undefined {
  if (!hostname.includes('xn--') && (written === hostname || ascii.test(written))) return undefined;
  const readable = readableHost(hostname);
  if (folds(readable, hostname, written)) return finding('confusable-host', { host: written, opens: hostname });
  const labels = readable.split('.');
  const ending = labels.at(-1) ?? '';
  const plain = labels.map((label) =>
    ascii.test(label) || isAtHome(label, ending) ? label : (readsAs(label) ?? label),
  );
  const reads = plain.join('.');
  if (reads === readable && !labels.some((label) => mixesScripts(label) || hidesEnd(label))) return undefined;
  return finding('confusable-host', { host: readable, opens: hostname, ...(reads === readable ? {} : { reads }) });
}

/** The plain Latin name a label can be read as, if each of its characters has a Latin look-alike. */
function readsAs(label: string): string | undefined {
  const plain = [...label].map((character) => (ascii.test(character) ? character : plainOf(character)));
  return plain.includes(undefined) ? undefined : plain.join('');
}

/** Marks are ignored, because they do not prevent confusion: `ё` is read as `ë`, and that as `e`. */
function plainOf(character: string): string | undefined {
  const [base = ''] = character.normalize('NFD');
  return plainByCharacter.get(character) ?? (ascii.test(base) ? undefined : plainByCharacter.get(base));
}

/** A name under a top-level domain in its own script, or of a country that uses it, is not a look-alike. */
function isAtHome(label: string, ending: string): boolean {
  if (!ascii.test(ending)) return true;
  return homes.some(([letters, endings]) => endings.split(' ').includes(ending) && letters.test(label));
}

/** A non-letter that looks like a slash or full stop: readers take what precedes it for the host. */
function hidesEnd(label: string): boolean {
  return [...label].some(
    (character) => endsHost.test(plainByCharacter.get(character) ?? '') && !inNames.test(character),
  );
}

function mixesScripts(label: string): boolean {
  if (ascii.test(label)) return false;
  scripts ??= compileScripts();
  return scripts.known.test(label) && !scripts.allowed.some((allowed) => allowed.test(label));
}

function compileScripts(): NonNullable<typeof scripts> {
  const names = (set: string, property: string) => set.split(' ').map((name) => `\\p{${property}=${name}}`);
  return {
    allowed: together.map((set) => new RegExp(`^[${names(`${set} Zyyy Zinh`, 'scx').join('')}]+$`, 'u')),
    known: new RegExp(`[${names(together.join(' '), 'sc').join('')}]`, 'u'),
  };
}

function folds(readable: string, hostname: string, written: string): boolean {
  const plain = lowerCase(written.normalize('NFC'));
  return plain !== lowerCase(readable) && plain !== hostname;
}

/** Letter by letter, because lowercasing a whole word would turn a final sigma into another letter. */
function lowerCase(text: string): string {
  return [...text].map((letter) => letter.toLowerCase()).join('');
}
