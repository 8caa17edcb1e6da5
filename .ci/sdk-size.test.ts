import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../plugin-sdk/src/index.ts', import.meta.url));

/** Bytes of the SDK's client entry as a browser would load it: bundled, minified, gzipped. */
async function entrySize(external: string[]): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2024',
      rolldownOptions: { input: entry, external, preserveEntrySignatures: 'strict', output: { minify: true } },
    },
  });
  if (!('output' in result)) throw new Error('The bundler did not return one bundle.');
  const code = result.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  return gzipSync(code, { level: 9 }).length;
}

describe("the SDK's client entry", () => {
  it('adds at most 12 kB to a page that has core', async ({ annotate }) => {
    const [alone, withCore] = [await entrySize(['@waymark/core']), await entrySize([])];
    await annotate(`${alone} bytes without core, ${withCore} with it, min+gzip`);
    expect(alone).toBeLessThanOrEqual(12 * 1024);
  }, 60_000);
});
