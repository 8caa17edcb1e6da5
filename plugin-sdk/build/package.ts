import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCode, bundleTypes } from './bundle.ts';
import { entries, program, sdk } from './entries.ts';
import { noticesOf } from './notices.ts';

/** Writes the package as npm gets it into a folder: `npm pack` there makes the tarball. */
export async function buildPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const dist = join(folder, 'dist');
  mkdirSync(dist, { recursive: true });
  const modules = await bundleCode(dist);
  await bundleTypes(dist);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(modules));
  copyFileSync(join(sdk, 'README.md'), join(folder, 'README.md'));
  copyFileSync(join(sdk, '../LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** What npm is told: the workspace's manifest names sources and siblings, which the package does not have. */
function manifest(): object {
  const { name, version, description, license, keywords } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  return {
    name,
    version,
    description,
    keywords,
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    files: ['dist', 'THIRD-PARTY-NOTICES.txt'],
    bin: { waymark: `./dist/${program}.js` },
    exports: { ...Object.fromEntries(imported.map(exported)), './package.json': './package.json' },
  };
}

const imported = Object.keys(entries).filter((entry) => entry !== program);

function exported(entry: string): [path: string, files: object] {
  const path = entry === 'index' ? '.' : `./${entry}`;
  return [path, { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` }];
}
