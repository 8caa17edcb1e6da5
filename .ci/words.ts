import { parseSync, Visitor } from 'vite';
import { files, read } from './tree.ts';

/** Where an old identifier must no longer occur. */
export type Scope = 'export' | 'API field' | 'name' | 'file' | 'column';

/** A row of the table of old identifiers in docs/words.md. */
export interface OldWord {
  readonly old: string;
  readonly now: string;
  readonly scope: Scope;
  /** Beginnings of the paths to look at, where the word is right elsewhere. */
  readonly where: readonly string[];
}

/** A text of the repository, with its path. */
export interface Text {
  readonly file: string;
  readonly text: string;
}

/** Reads the tables of a page: `| old | now | scope | where |`, the last one empty for everywhere. */
export function oldWordsIn(page: string): OldWord[] {
  const row = /^\| `([^`]+)` \| (.+?) \| (export|API field|name|file|column) \| (.*?) ?\|$/gm;
  return [...page.matchAll(row)].map(([, old = '', now = '', scope = '', where = '']) => ({
    old,
    now,
    scope: scope as Scope,
    where: [...where.matchAll(/`([^`]+)`/g)].map(([, path]) => path!),
  }));
}

/** Places in a text where a word stands in a scope. */
export const matchers: Readonly<Record<Scope, (text: Text, old: string) => number>> = {
  file: ({ file }, old) =>
    old.includes('/')
      ? Number(`/${file}`.includes(`/${old}`))
      : Number(file.split('/').some((part) => part.split('.')[0] === old)),
  export: ({ file, text }, old) =>
    isCode(file) && text.includes(old) ? exportsOf(file, text).filter((name) => name === old).length : 0,
  name: ({ file, text }, old) => (isCode(file) && text.includes(old) ? identifiersIn(file, text, old) : 0),
  'API field': ({ file, text }, old) => {
    if (isApi(file)) return fieldsOf(text, old);
    return file.endsWith('.md') ? fieldsOf(codeBlocks(text), old) + (old.includes('.') ? quotedIn(text, old) : 0) : 0;
  },
  column: ({ file, text }, old) => {
    if (file.endsWith('.prisma'))
      return count(text, new RegExp(`map(?:\\(|: )"${old}"|^  ${old}(?: +\\w(?!.*@map)|$)`, 'gm'));
    return isCode(file) ? count(sqlOf(text), new RegExp(`(?<![\\w$'-])${old}(?![\\w'-])`, 'g')) : 0;
  },
};

/** Files with a hit, with the number of hits in each. */
export function hitsOf({ old, scope, where }: OldWord, texts: readonly Text[]): string[] {
  return texts
    .filter(({ file }) => where.length === 0 || where.some((path) => file.startsWith(path)))
    .map((text) => ({ file: text.file, hits: matchers[scope](text, old) }))
    .filter(({ hits }) => hits > 0)
    .map(({ file, hits }) => `${file}: ${hits}`);
}

/** Everything that is looked at. Migrations, their tests and the changelog tell of the past, and this check names old words itself. */
export function searchedTexts(): Text[] {
  return files
    .filter((file) => /\.(tsx?|mjs|md|prisma|sql|json|html)$/.test(file))
    .filter(
      (file) =>
        !/^(prisma\/(migrations\/|src\/[\w-]+-upgrade\.test\.ts)|CHANGELOG\.md$|docs\/words\.md$|\.ci\/words\.)/.test(
          file,
        ),
    )
    .map((file) => ({ file, text: read(file) }));
}

const isCode = (file: string) => /\.(tsx?|mjs)$/.test(file);

/** Routers and what they answer with, the SDK, what the extension's parts ask each other, examples, callers in tests. */
const isApi = (file: string) =>
  isCode(file) &&
  /^(server\/src\/(?!edge\/|net\/|feed\/)|plugin-sdk\/src\/|extension\/src\/|panel\/src\/|ui\/src\/|examples\/|e2e\/|bench\/|scripts\/)/.test(
    file,
  );

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** The names under which others import. */
function exportsOf(file: string, text: string): string[] {
  const { staticExports } = parseSync(file, text).module;
  return staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, localName }) => exportName.name ?? localName.name ?? []),
  );
}

/** Wherever the name itself stands in code: declared, a parameter, a key, a private field; not in comments and texts. */
function identifiersIn(file: string, text: string, name: string): number {
  let found = 0;
  const look = (node: { readonly name: string }) => {
    if (node.name === name) found += 1;
  };
  new Visitor({ Identifier: look, PrivateIdentifier: look }).visit(parseSync(file, text).program);
  return found;
}

/** As a key, as a shorthand among braces, as what is taken of an object, or as a quoted value. */
function fieldsOf(text: string, name: string): number {
  const word = name.replaceAll('.', String.raw`\.`);
  const key = name.includes('.')
    ? String.raw`\b${word}\b`
    : String.raw`(?<=[{,(]\s*|^\s*|readonly )${word}(?=\??:|\s*[,}])|(?<=\.)${word}\b|(?<=['"])${word}(?=['"])`;
  return count(text, new RegExp(key, 'gm'));
}

/** As inline code of a page. */
const quotedIn = (text: string, old: string) => text.split(`\`${old}\``).length - 1;

const codeBlocks = (text: string) => [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code]) => code).join('\n');

/** Texts with SQL in them. */
function sqlOf(text: string): string {
  return [...text.matchAll(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g)]
    .map(([literal]) => literal.slice(1, -1))
    .filter((literal) => /\b(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|FROM|WHERE|JOIN)\b [\w"*$]/.test(literal))
    .join('\n');
}
