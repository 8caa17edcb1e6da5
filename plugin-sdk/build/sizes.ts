import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** A bundle as a browser gets it: each of its files with its bytes, minified and gzipped, and the files it imports. */
export interface Bundle {
  /** Bytes of the entry with all that is loaded with it, before anything is asked for. */
  readonly atOnce: number;
  /** The same when the parts that these source files begin have been loaded, too; each named by the end of its path. */
  with(...parts: readonly string[]): number;
}

/** Bundles code of a project that has the package installed, with esbuild, as an application would. */
export async function bundleCodeOf(project: string, code: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: project, loader: 'js' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/bundle',
    absWorkingDir: '/',
    write: false,
    metafile: true,
  });
  const sizes = new Map(outputFiles.map(({ path, contents }) => [path, gzipSync(contents, { level: 9 }).length]));
  const entry = outputOf(metafile, '<stdin>');
  const sizeOf = (starts: readonly string[]) =>
    [...staticallyReached(metafile, starts)].reduce((sum, file) => sum + sizes.get(`/${file}`)!, 0);
  return {
    atOnce: sizeOf([entry]),
    with: (...parts) => sizeOf([entry, ...parts.map((part) => outputOf(metafile, part))]),
  };
}

/** The output that begins with this source. */
function outputOf({ outputs }: Metafile, source: string): string {
  const [found] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source)) ?? [];
  if (found === undefined) throw new Error(`${source} begins no file of the bundle.`);
  return found;
}

function staticallyReached({ outputs }: Metafile, starts: readonly string[], reached = new Set<string>()): Set<string> {
  for (const file of starts) {
    if (reached.has(file)) continue;
    reached.add(file);
    const next = outputs[file]!.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
    staticallyReached({ outputs, inputs: {} }, next, reached);
  }
  return reached;
}
