import { dirname, join } from 'node:path/posix';
import * as imports from '@waymark/testing/imports';
import { root } from './tree.ts';

/** What a file imports, statically or when it runs. */
export const importsOf = (file: string): readonly imports.Import[] => imports.importsOf(join(root, file));

/** The files of the same package that a file imports. */
export function neighboursOf(file: string, { types }: { readonly types: boolean }): string[] {
  return importsOf(file)
    .filter(({ from, typeOnly }) => from.startsWith('.') && (types || !typeOnly))
    .map(({ from }) => join(dirname(file), from));
}

/** The files that export names of core, type exports left out. */
const homes = new Map(
  importsOf('core/src/index.ts').flatMap(({ from, names }) =>
    names.map((name) => [name, join('core/src', from)] as const),
  ),
);

/** Every file that runs because one of these does: what they import within their package, and of core what they name. */
export function reachedFrom(roots: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    neighboursOf(file, { types: false }).forEach(visit);
    for (const { from, names } of importsOf(file))
      if (from === '@waymark/core') for (const name of names) visit(homes.get(name) ?? `core: ${name}`);
  };
  roots.forEach(visit);
  return [...reached].sort();
}
