/**
 * `node scripts/generate-look-alikes.ts`: writes core's table of letters that read as plain ones, from the confusables of
 * UTS 39 as unhomoglyph packs them. Only what can stand in a host name as browsers write it is kept, and only what reads
 * as a letter, digit or hyphen, or as a character that would end the host.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { domainToUnicode, fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../core/src/links/look-alikes.data.ts', import.meta.url));
const source = createRequire(import.meta.url).resolve('unhomoglyph/data.json');
const confusables: Readonly<Record<string, string>> = JSON.parse(readFileSync(source, 'utf8'));
const version = /version ([\d.]+)/.exec(readFileSync(join(source, '../CHANGELOG.md'), 'utf8'))?.[1];

/** UTS 39 gives these another prototype or none, but in a host name they read as the letter. */
const added: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aᴀbʙdᴅeᴇfꜰgɢhʜjᴊkᴋlʟmᴍnɴpᴘrʀtᴛbьlӏ'].flatMap((letter, at, all) =>
    at % 2 === 1 ? [[letter, all[at - 1]!]] : [],
  ),
);
/** Letters of living alphabets that nobody reads as two. */
const ownLetters = new Set(['æ', 'œ', 'ӕ']);
/** They cannot stand beside Latin letters (RFC 5893), and read the other way round. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Nko}\p{Script=Mende_Kikakui}\u0660-\u0669]/u;
const readable = /^(?:[a-z\d]+|[-./\\?:])$/;

/** Whether a browser keeps the character in a host name and does not replace it by another one (UTS 46). */
function standsInHosts(character: string): boolean {
  const hostname = URL.parse(`https://a${character}1.example`)?.hostname;
  return hostname !== undefined && domainToUnicode(hostname) === `a${character}1.example`;
}

function readsAs(character: string): string {
  const prototype = [...character.normalize('NFD')].map((part) => confusables[part] ?? part).join('');
  // The table knows one prototype for `m` and `rn`, and capitals for `0` and Lisu letters.
  return prototype.toLowerCase().replaceAll('rn', 'm');
}

function table(): string {
  const found = Object.keys(confusables).filter((key) => key > '\u007f' && [...key].length === 1);
  const pairs = Object.entries({ ...Object.fromEntries(found.map((one) => [one, readsAs(one)])), ...added });
  const kept = pairs.filter(
    ([character, plain]) =>
      readable.test(plain) && !ownLetters.has(character) && !rightToLeft.test(character) && standsInHosts(character),
  );
  const byPlain = Object.groupBy(kept, ([, plain]) => plain);
  const lines = Object.entries(byPlain).map(([plain, entries = []]) => {
    const characters = entries
      .map(([character]) => character)
      .sort()
      .join('');
    return `  ${/^(?:[a-z][a-z\d]*|\d)$/.test(plain) ? plain : `'${plain === '\\' ? '\\\\' : plain}'`}: '${characters}',`;
  });
  return lines.sort().join('\n');
}

/** The text of the file as the data say it. */
export function lookAlikes(): string {
  return `/**
 * Characters by what they read as. Written by \`scripts/generate-look-alikes.ts\`; source: Unicode UTS 39, confusables
 * ${version}, from the package unhomoglyph, and the small capitals of phonetic writing.
 */
export const looksLike: Readonly<Record<string, string>> = {
${table()}
};
`;
}

/** The text of the file as it stands. */
export function writtenLookAlikes(): string {
  return readFileSync(file, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, lookAlikes());
