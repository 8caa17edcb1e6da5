import { join } from 'node:path';
import { build } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { withDeclarations } from './declarations.ts';
import { entries, sdk } from './entries.ts';

/** Node's own modules, which no package has to be installed for. */
const external = [/^node:/];

const ponyfills = join(import.meta.dirname, 'old-engines.ts');
const addedForNode20: Readonly<Record<string, [file: string, name: string]>> = {
  'URL.parse': [ponyfills, 'parseUrl'],
  'Map.groupBy': [ponyfills, 'groupIntoMap'],
  'Object.groupBy': [ponyfills, 'groupIntoObject'],
};

/** Every entry as ES modules, with core and what else it needs among them; returns the files they were made of. */
export async function bundleCode(folder: string): Promise<readonly string[]> {
  const { output } = await build({
    cwd: sdk,
    input: { ...entries },
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'] },
    external,
    experimental: { attachDebugInfo: 'none' },
    transform: { target: 'es2024', inject: { ...addedForNode20 } },
    output: {
      dir: folder,
      format: 'esm',
      // A module that nobody needs is then left out whole by bundlers, with what it does when it is loaded.
      preserveModules: true,
      preserveModulesRoot: join(sdk, 'src'),
      entryFileNames: ({ name }) => `${withoutNodeModules(name)}.js`,
    },
    logLevel: 'warn',
  });
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}

/** npm packs no folder called node_modules. */
const withoutNodeModules = (path: string) =>
  path.replace(/^.*node_modules\//, 'bundled/').replace('plugin-sdk/build/', '');

/** The types of every entry, which need nothing of this repository. */
export async function bundleTypes(folder: string): Promise<void> {
  await withDeclarations(async ({ fileOf, modules }) => {
    await build({
      input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [`${name}.d`, fileOf(file)])),
      external,
      plugins: [
        { name: 'declarations', resolveId: { order: 'pre', handler: (id) => modules[id] } },
        dts({ dtsOnly: true, tsconfig: false, generator: 'oxc' }),
      ],
      output: { dir: folder, format: 'esm', chunkFileNames: 'types/[name].ts' },
      logLevel: 'warn',
    });
  });
}
