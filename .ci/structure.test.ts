import { describe, expect, it } from 'vitest';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { files, read, root, sources } from './tree.ts';

const lines = (file: string) => read(file).trimEnd().split('\n').length;
const namesIn = (folder: string, pattern: RegExp) =>
  files.flatMap((file) => (file.startsWith(folder) ? (pattern.exec(file.slice(folder.length))?.[1] ?? []) : []));

describe('files', () => {
  it('are named in kebab-case', () => {
    const odd = sources.filter((file) => !/\/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/.test(file));
    expect(odd).toEqual([]);
  });

  it('do not lie in drawers for what has no home', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.tsx?$)/.test(file))).toEqual([]);
  });

  it('below 200 kB, and no build output', () => {
    expect(files.filter((file) => file !== 'pnpm-lock.yaml' && Buffer.byteLength(read(file)) > 200_000)).toEqual([]);
    expect(files.filter((file) => /(^|\/)(node_modules|dist|\.output|generated)\//.test(file))).toEqual([]);
  });

  it('name no machine and hold no undated reminders', () => {
    const texts = files.filter(
      (file) => /\.(tsx?|mjs|json|md|yaml|sh|css|html)$/.test(file) && !file.startsWith('.ci/'),
    );
    const machine = root.replace(/\/$/, '');
    expect(texts.filter((file) => read(file).includes(machine))).toEqual([]);
    expect(
      texts.filter((file) => /\b(TODO|FIXME|XXX)\b(?! \[\d{4}-\d\d-\d\d\])/.test(withoutQuotes(read(file)))),
    ).toEqual([]);
  });

  /** The word TODO is also something that people write into links, and rules and tests quote it. */
  function withoutQuotes(text: string): string {
    return text.replace(/(['"`])(?:(?!\1).)*\1/g, '');
  }
});

describe('walls', () => {
  it("keep the browser's extension API in browser.ts", () => {
    const users = sources.filter((file) =>
      /\b(chrome|browser)\.(runtime|tabs|storage|scripting|permissions|action)\b/.test(read(file)),
    );
    expect(users.filter((file) => file !== 'extension/src/browser.ts')).toEqual([]);
  });

  it('let others import of the server only a type', () => {
    expect(JSON.parse(read('server/package.json')).exports).toEqual({ './api': './src/api.ts' });
    const statements = read('server/src/api.ts')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .match(/^(?!import type|export type|$).+$/gm);
    expect(statements).toBeNull();
    const importers = sources.filter(
      (file) => !file.startsWith('server/') && /from '@waymark\/server/.test(read(file)),
    );
    for (const file of importers)
      expect(read(file), file).toMatch(/import type \{[^}]+\} from '@waymark\/server\/api'/);
  });
});

describe('every editor adapter', () => {
  const adapters = namesIn('extension/src/editors/adapters/', /^([\w-]+)\.ts$/);

  it.each(adapters)(
    '%s is registered, has a fixture with the real editor, a conformance run and a line in the docs',
    (name) => {
      expect(read('extension/src/editors/registry.ts')).toContain(`./adapters/${name}.ts`);
      expect(files).toContain(`extension/src/editors/fixtures/${name}.html`);
      expect(read('e2e/editors.test.ts')).toContain(`${name}.html`);
      expect(read('docs/marketers/editors.md')).toContain(`\`${name}\``);
      expect(lines(`extension/src/editors/adapters/${name}.ts`)).toBeLessThanOrEqual(150);
    },
  );
});

describe('every finding', () => {
  const codes = [...read('core/src/links/findings.ts').matchAll(/^ {2}'?([a-z-]+)'?: '(?:error|warning|info)'/gm)].map(
    ([, code]) => code!,
  );
  const tests = files
    .filter((file) => file.startsWith('core/src/') && file.endsWith('.test.ts'))
    .map(read)
    .join('\n');

  it('is found by this test', () => expect(codes.length).toBeGreaterThan(25));

  it.each(codes)('%s is tested', (code) => expect(tests).toMatch(new RegExp(`['"\`]${code}['"\`]`)));
});

describe('every setting', () => {
  const settings = [...read('server/src/config/settings.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name!);

  it('is found by this test', () => expect(settings.length).toBeGreaterThan(5));

  it.each(settings)('%s is documented and tested', (name) => {
    expect(read('docs/operators/environment.md')).toContain(`\`${name}\``);
    expect(read('server/src/config/settings.test.ts')).toContain(name);
  });
});

describe('npm start', () => {
  it('passes Node the flags that benches measure with', () => {
    const { start } = JSON.parse(read('package.json')).scripts;
    expect(start).toContain(` && node ${nodeFlags.join(' ')} scripts/run.mjs start`);
  });
});

describe('the docs', () => {
  it('answer "where is …?" with files that exist', () => {
    const table = read('docs/architecture.md').split('## Where is …?')[1] ?? '';
    const answers = [...table.matchAll(/\| `([^`]+)` *\|$/gm)].map(([, file]) => file!);
    expect(answers.length).toBeGreaterThan(8);
    expect(answers.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('link only to files that exist', () => {
    const broken = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        linksOf(file)
          .filter((target) => !exists(target))
          .map((target) => `${file} → ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('name both commands on the first page', () => {
    expect(read('README.md')).toContain('npm start');
    expect(read('README.md')).toContain('npm test');
  });

  function linksOf(file: string): string[] {
    const targets = [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) => target!);
    return targets.map((target) => new URL(target, `file:///${file}`).pathname.slice(1).replace(/\/$/, ''));
  }

  function exists(target: string): boolean {
    return files.includes(target) || files.some((file) => file.startsWith(`${target}/`));
  }
});
