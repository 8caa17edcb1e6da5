import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, read, root } from './tree.ts';

const texts = files.filter((file) => /\.(tsx?|mjs|md|prisma|sql|css|html|ya?ml)$/.test(file));

/** Pages that a text names, by link or in passing, such as `architecture.md`. */
function pagesNamedIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w/*.-])[\w./-]*?([\w-]+\.md)\b/g)].map(([, page]) => page!);
}

/** The ids of a page's headings, as GitHub makes them. */
function headingsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('pages', () => {
  const names = new Set(files.filter((file) => file.endsWith('.md')).map((file) => file.split('/').at(-1)!));

  it('are named only when the repository holds them', () => {
    const missing = texts
      .filter((file) => !file.startsWith('.ci/'))
      .flatMap((file) => pagesNamedIn(read(file)).flatMap((page) => (names.has(page) ? [] : `${file} → ${page}`)));
    expect(missing).toEqual([]);
  });

  it('have the headings that links lead to', () => {
    const broken = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)]
          .filter(([, page = '', id = '']) => !headingsOf(page ? join(dirname(file), page) : file).includes(id))
          .map(([link]) => `${file} → ${link}`),
      );
    expect(broken).toEqual([]);
  });

  it('are found in links and in prose', () => {
    expect(pagesNamedIn('dns.md calls it so; see [links](../design/links.md#why), and docs/product.md.')).toEqual([
      'dns.md',
      'links.md',
      'product.md',
    ]);
  });
});

describe('the map of the folders in docs/architecture.md', () => {
  const map = (read('docs/architecture.md').split('## Packages')[1] ?? '').split('## Three ways')[0] ?? '';
  /** The paths in a table's cells, from the root; a table says in its head which folder they lie in. */
  const named = map.split(/\n\n+/).flatMap((table) => {
    const [, home = ''] = /folder in `([^`]+)`/.exec(table) ?? [];
    const cells = [...table.matchAll(/^\|(?: \d+ \|)? (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
    return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => home + path));
  });

  it('names what exists', () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('leaves no folder of a package out', () => {
    const folders = files.map((file) => /^(?:core|server|extension)\/src\/[\w-]+\//.exec(file)?.[0]).filter(Boolean);
    expect([...new Set(folders)].filter((folder) => !named.includes(String(folder)))).toEqual([]);
  });
});

describe('decisions', () => {
  const topics = files.filter((file) => /^docs\/decisions\/(?!README)[\w-]+\.md$/.test(file));
  const entries = topics.flatMap((file) =>
    read(file)
      .split(/^## /m)
      .slice(1)
      .map((entry) => ({ file, entry })),
  );
  const numbers = entries.map(({ entry }) => Number.parseInt(entry, 10));
  const form =
    /^\d+\. .+\n\n\d{4}-\d\d-\d\d, (accepted|superseded by \d+)(; .+)?\n\n- \*\*Choice\*\*: .+\n- \*\*Why\*\*: .+\n- \*\*Cost\*\*: .+\n*$/;

  it('are found by this test', () => expect(entries.length).toBeGreaterThan(50));

  it('have a number, a date, a status, a choice, a reason and a cost', () => {
    expect(entries.filter(({ entry }) => !form.test(entry)).map(({ file, entry }) => `${file}: ${entry}`)).toEqual([]);
  });

  it('are numbered without repetition, and superseded by some that exist', () => {
    expect([...numbers].sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
    const later = entries.flatMap(({ entry }) =>
      [...entry.matchAll(/superseded by (\d+)/g)].map(([, by]) => Number(by)),
    );
    expect(later.filter((number) => !numbers.includes(number))).toEqual([]);
  });

  it('are all in the list', () => {
    const list = read('docs/decisions/README.md');
    const missing = entries.filter(({ file, entry }) => {
      const [, number, title, date] = /^(\d+)\. (.+)\n\n([\d-]+)/.exec(entry) ?? [];
      const page = file.split('/').at(-1);
      return !list.includes(`| ${number} | ${title} | ${date} |`) || !list.includes(`(${page})`);
    });
    expect(missing.map(({ entry }) => entry.split('\n')[0])).toEqual([]);
  });
});
