import { dirname, join } from 'node:path/posix';
import { read } from './tree.ts';

/** One import or re-export of a file. */
export interface Import {
  /** As it is written: `./click.ts` or the name of a package. */
  readonly from: string;
  /** The names that are taken, without those that are types alone. */
  readonly names: readonly string[];
  /** Nothing of it is there at run time. */
  readonly typeOnly: boolean;
}

const statement =
  /^(?:import|export)\s+(type\s+)?((?:\w+\s*,\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?)|\w+)\s+from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

/** What a file imports, statically or when it runs. */
export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(statement)].map(([, type, names = '', from, bare, dynamic]) => ({
    from: from ?? bare ?? dynamic ?? '',
    names: namesIn(names),
    typeOnly: type !== undefined,
  }));
}

/** The files of the same package that a file imports. */
export function neighboursOf(file: string, { types }: { readonly types: boolean }): string[] {
  return importsOf(file)
    .filter(({ from, typeOnly }) => from.startsWith('.') && (types || !typeOnly))
    .map(({ from }) => join(dirname(file), from));
}

function namesIn(braces: string): string[] {
  return braces
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => name.replace(/\s+as\s+.*$/, ''));
}

/** The files that export names of core, type exports left out. */
const homes = new Map(
  importsOf('core/src/index.ts').flatMap(({ from, names, typeOnly }) =>
    typeOnly ? [] : names.map((name) => [name, join('core/src', from)] as const),
  ),
);

/** Every file that runs because one of these does: what they import within their package, and of core what they name. */
export function reachedFrom(roots: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    neighboursOf(file, { types: false }).forEach(visit);
    for (const { from, names, typeOnly } of importsOf(file))
      if (from === '@waymark/core' && !typeOnly) for (const name of names) visit(homes.get(name) ?? `core: ${name}`);
  };
  roots.forEach(visit);
  return [...reached].sort();
}
