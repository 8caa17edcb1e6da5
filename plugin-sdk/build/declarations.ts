import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeApiTypes } from './api-types.ts';
import { entries, sdk } from './entries.ts';

const repository = join(sdk, '..');

/** The declarations of the SDK and of core, a file for each source. */
interface Declarations {
  /** The declarations of a source file of the SDK. */
  readonly fileOf: (source: string) => string;
  /** The files that stand for modules which the published package does not have. */
  readonly modules: Readonly<Record<string, string>>;
}

/** Has the compiler write declarations into a temporary folder, which is removed when `use` is done with them. */
export async function withDeclarations(use: (declarations: Declarations) => Promise<void>): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'waymark-sdk-')));
  const written = join(folder, 'written');
  const declared = (source: string) => join(written, source.replace(/\.ts$/, '.d.ts'));
  try {
    // The types of the API are inferred from the server, which nobody has who installs the package.
    writeFileSync(join(folder, 'api.d.ts'), writeApiTypes(sdk));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration(folder, written)));
    execFileSync(process.execPath, [compiler, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    await use({
      fileOf: (source) => declared(join('plugin-sdk', source)),
      modules: { '#api': join(folder, 'api.d.ts'), '@waymark/core': declared('core/src/index.ts') },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const compiler = join(sdk, 'node_modules/typescript/bin/tsc');

const configuration = (folder: string, written: string) => ({
  extends: join(sdk, 'tsconfig.json'),
  compilerOptions: {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: repository,
    outDir: written,
    typeRoots: [join(sdk, '../node_modules/@types')],
    // Of a package, which is what core is otherwise, no declarations are written.
    paths: { '#api': [join(folder, 'api.d.ts')], '@waymark/core': [join(repository, 'core/src/index.ts')] },
  },
  include: [],
  files: [...Object.values(entries).map((file) => join(sdk, file)), join(repository, 'core/src/globals.d.ts')],
});
