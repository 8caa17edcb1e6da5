import { describe, expect, it } from 'vitest';
import { files, read } from './tree.ts';

const manifests = files.filter((file) => file.endsWith('package.json'));

describe('the packages we depend on', () => {
  it.each(manifests)('are pinned to exact versions in %s', (manifest) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(manifest));
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*|catalog:)$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('are pinned to exact versions in the catalogue', () => {
    const catalogue = /^catalog:\n((?: {2}.*\n)+)/m.exec(read('pnpm-workspace.yaml'))?.[1] ?? '';
    const loose = catalogue
      .trim()
      .split('\n')
      .filter((line) => !/: \d+\.\d+\.\d+$/.test(line));
    expect(loose).toEqual([]);
  });

  it('are locked without the address of any registry', () => {
    expect(read('pnpm-lock.yaml')).not.toMatch(/https?:\/\/|tarball:/);
  });
});
