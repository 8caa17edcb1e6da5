import { posix } from 'node:path';
import { importsIn } from '@waymark/testing/imports';
import { files, read } from './tree.ts';

/** Every module with the modules it imports, as paths from the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Modules of every package, tests and scripts included; what is generated is not ours. */
export const modules: readonly string[] = files.filter(
  (file) => /\.(?:tsx?|mjs)$/.test(file) && !/\.d\.m?ts$|(?:^|\/)generated\//.test(file),
);

/** The graph of these modules, whatever an import is for: values, types, a module that is loaded later. */
export function importGraph(of: readonly string[], text: (file: string) => string): ImportGraph {
  const known = new Set(of);
  return new Map(
    of.map((file) => {
      const imported = importsIn(file, text(file)).map(({ from }) => resolve(file, from));
      return [file, [...new Set(imported)].filter((found) => known.has(found))];
    }),
  );
}

/** The cycles found by a depth-first search, each as its path; empty if and only if the graph has none. */
export function circlesOf(graph: ImportGraph): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string) => {
    const met = path.indexOf(file);
    if (met !== -1) circles.push([...path.slice(met), file]);
    if (met !== -1 || done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) walk(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) walk(file);
  return circles;
}

/** The path of each module that a package of this repository exports, by its import name. */
const entries = new Map(
  files
    .filter((file) => /^[\w-]+\/package\.json$/.test(file))
    .flatMap((file) => {
      const { name, exports = {} }: { name: string; exports?: Record<string, string> } = JSON.parse(read(file));
      return Object.entries(exports).map(
        ([entry, path]) => [posix.join(name, entry), posix.join(posix.dirname(file), path)] as const,
      );
    }),
);

/** A path, or a module of one of our packages by its name; anything else is external and is kept. */
function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : (entries.get(specifier) ?? specifier);
}
