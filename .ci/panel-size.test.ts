import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { root } from './tree.ts';

const gzippedBytes = async (file: string) => gzipSync(await readFile(file)).length;

it('the first page of the panel has at most 60 kB of script and 8 kB of style, minified and gzipped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-panel-size-'));
  const home = join(root, 'panel');
  await build({ root: home, configFile: join(home, 'vite.config.ts'), logLevel: 'error', build: { outDir: folder } });
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(js|css))"/g)];
  const sizes = { js: 0, css: 0 };
  for (const [, file = '', kind] of named) sizes[kind as 'js' | 'css'] += await gzippedBytes(join(folder, file));
  await rm(folder, { recursive: true });
  expect(sizes.js).toBeGreaterThan(10_000);
  expect(sizes.js).toBeLessThanOrEqual(60_000);
  expect(sizes.css).toBeLessThanOrEqual(8_000);
}, 60_000);
