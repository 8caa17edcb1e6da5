import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { entries, program, sdk } from './entries.ts';
import { type Project, projectWithPackage } from './project.testing.ts';
import { bundleCodeOf } from './sizes.ts';

const imported = Object.keys(entries).filter((entry) => entry !== program);
let project: Project;

beforeAll(async () => {
  project = await projectWithPackage();
});

describe('the published package', () => {
  it('has code, types, a licence and a page about itself, and nothing else', () => {
    const files = globSync('**/*', { cwd: project.installed, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(project.installed.length + 1));
    expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual([
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.txt',
      'package.json',
    ]);
    expect(files.filter((file) => !/\.(?:js|d\.ts)$/.test(file) && file.startsWith('dist/'))).toEqual([]);
    expect(files.filter((file) => /test|fixture|corpus/.test(file))).toEqual([]);
  });

  it('needs no other package, neither for its code nor for its types', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(project.installed, 'package.json'), 'utf8'),
    );
    expect(dependencies).toBeUndefined();
    expect(peerDependencies).toBeUndefined();
    const imported = read('dist/**/*.{js,ts}').flatMap((text) => [...text.matchAll(statement)].map(([, from]) => from));
    expect(imported.length).toBeGreaterThan(100);
    expect(imported.filter((from) => !/^(?:\.|node:)/.test(String(from)))).toEqual([]);
  });

  it('holds no path of the machine that built it', () => {
    const text = read('**/*.{js,ts,md,txt,json}').join('\n');
    expect(text).not.toContain(join(sdk, '..'));
    expect(text).not.toContain('.pnpm');
  });

  it('is without fault for publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: project.installed, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  it('previews, prepares and renders', () => {
    const program = project.write('send.js', readFileSync(join(sdk, 'build/first-steps.js'), 'utf8'));
    expect(execFileSync(process.execPath, [program], { encoding: 'utf8' })).toBe('wrap https://brand.com/\nrefused\n');
  });

  it('has types that a strict compiler reads down to the last one', () => {
    project.write('use.ts', readFileSync(join(sdk, 'build/first-types.ts.txt'), 'utf8'));
    project.write('tsconfig.json', readFileSync(join(sdk, 'build/strictest.json'), 'utf8'));
    const compiler = join(sdk, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', project.folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it.each(imported.map((entry) => (entry === 'index' ? '' : `/${entry}`)))(
    'can be imported as @waymark/sdk%s',
    (entry) => {
      const { exports } = JSON.parse(readFileSync(join(project.installed, 'package.json'), 'utf8'));
      const files: Record<string, string> = exports[`.${entry}`];
      expect(Object.keys(files)).toEqual(['types', 'default']);
      for (const file of Object.values(files)) expect(existsSync(join(project.installed, file))).toBe(true);
    },
  );

  it('has a command line that checks a mail without a server', () => {
    const { bin } = JSON.parse(readFileSync(join(project.installed, 'package.json'), 'utf8'));
    const mail = project.write('mail.html', '<p><a href="javascript:alert(1)">Shop</a></p>');
    const command = join(project.installed, bin.waymark);
    const { status, stdout } = spawnSync(process.execPath, [command, 'check', mail], { encoding: 'utf8' });
    expect([status, stdout.includes('dangerous-scheme')]).toEqual([1, true]);
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('adds to a page what is asked for, and reads mails with what is loaded then', async ({ annotate }) => {
    const bundle = await bundleCodeOf(project.folder, "export { createWaymark } from '@waymark/sdk';");
    const sizes = {
      client: bundle.atOnce,
      links: bundle.with('preview-links.js'),
      mail: bundle.with('preview-mail.js'),
    };
    await annotate(`min+gzip: ${JSON.stringify(sizes)}`);
    expect(sizes.client).toBeLessThanOrEqual(10_000);
    // 36,000 were wanted: the tables of unsubscribe words and of services that open apps are the largest part.
    expect(sizes.links).toBeLessThanOrEqual(41_000);
    // 55,000 were wanted: the names of HTML's 2,231 character references take 17,000.
    expect(sizes.mail).toBeLessThanOrEqual(67_000);
  });
});

/** The texts of the package's files. */
const read = (pattern: string) =>
  globSync(pattern, { cwd: project.installed }).map((file) => readFileSync(join(project.installed, file), 'utf8'));

/** An import as bundlers write it, a line each. */
const statement = /^(?:import|export)\b[^\n]*["']([^"']+)["'];$/gm;
