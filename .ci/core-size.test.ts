import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { files, read } from './tree.ts';

const core = fileURLToPath(new URL('../core/src/index.ts', import.meta.url));
const entry = '\0part-of-core';

/** What preview.ts of the SDK takes from core for a list of links, which is all the extension ever asks it for. */
const forPreviews = ['verdict', 'classifyDeepLink', 'typicalTokenLength', 'wrappedLink'];

/** Everything the extension's own files import from core, types aside. */
function importedByExtension(): string[] {
  const sources = files.filter((file) => /^extension\/src\/.*\.tsx?$/.test(file) && !/\.(test|testing)\./.test(file));
  return sources
    .flatMap((file) => [...read(file).matchAll(/import \{([^}]+)\} from '@waymark\/core'/g)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && !name.startsWith('type '));
}

/** Bytes of these exports and all they need, bundled, minified, gzipped. */
async function sizeOf(names: readonly string[]): Promise<number> {
  const part = {
    name: 'part-of-core',
    resolveId: (id: string) => (id === entry ? entry : undefined),
    load: (id: string) => (id === entry ? `export { ${names.join(', ')} } from ${JSON.stringify(core)};` : undefined),
  };
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [part],
    build: {
      write: false,
      target: 'es2024',
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { minify: true } },
    },
  });
  if (!('output' in result)) throw new Error('The bundler did not return one bundle.');
  const code = result.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  return gzipSync(code, { level: 9 }).length;
}

describe('what the extension needs of core', () => {
  const names = [...new Set([...forPreviews, ...importedByExtension()])].sort();

  it('is verdicts, classes and sentences, and no cryptography', () => {
    expect(names).toEqual([
      'classifyDeepLink',
      'explainFinding',
      'typicalTokenLength',
      'verdict',
      'wordsBesideLink',
      'wrappedLink',
    ]);
  });

  // 32 kB, what the words around a link take (phrases that say nothing, and where a statement ends, in 24 languages), and 0.3 kB
  // of UTM templates: a destination is previewed as it is registered; 0.3 kB of the sentences of a finding in two languages
  // and of more shapes of placeholders. 1.8 kB are 50 more services whose links open apps, 2.6 kB what is decided and
  // said about links of which it is known what apps do with them (the rules are asked elsewhere), 0.5 kB why it is not known
  // of an app that is listed and of a link with merge tags.
  it('is at most 38.5 kB min+gzip', async ({ annotate }) => {
    const size = await sizeOf(names);
    await annotate(`${size} bytes min+gzip: ${names.join(', ')}`);
    expect(size).toBeLessThanOrEqual(38.5 * 1024);
  }, 60_000);
});
