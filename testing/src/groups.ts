import { existsSync, globSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { importsOf } from './imports.ts';

const root = resolve(import.meta.dirname, '../..');

/** The groups in which tests run: a test's imports determine its group. */
export const groups = ['unit', 'services', 'browsers'] as const;
export type Group = (typeof groups)[number];

/** Modules of other packages that tests import to use a database or a program. */
const services: Readonly<Record<string, string>> = {
  '@waymark/prisma/testing': 'prisma/src/testing.ts',
  '@waymark/prisma/embedded': 'prisma/src/embedded.ts',
  '@waymark/testing/needs': 'testing/src/needs.ts',
};
const serviceFiles = new Set(Object.values(services).map((file) => join(root, file)));
const browser = join(root, 'e2e/world/chromium.ts');

/** A test, or a helper of tests, that starts processes of its own: those are killed and take their time. */
const startsProcesses = (file: string) =>
  /\.(?:test|testing)\.ts$/.test(file) && valuesImportedBy(file).includes('node:child_process');

/** The test files of a package that belong to a group, relative to the package. */
export function testsOf(folder: string, patterns: readonly string[], group: Group): string[] {
  const home = join(root, folder);
  return globSync([...patterns], { cwd: home })
    .filter((file) => groupOf(join(home, file)) === group)
    .map(slashed);
}

const slashed = (file: string) => file.split(sep).join('/');

/** Browsers before services: a test with a browser needs the services as well. End-to-end tests are never unit tests. */
function groupOf(test: string): Group {
  const reached = reachableFrom(test);
  if (reached.has(browser)) return 'browsers';
  if ([...serviceFiles].some((file) => reached.has(file)) || [...reached].some(startsProcesses)) return 'services';
  return relative(root, test).startsWith('e2e') ? 'services' : 'unit';
}

function reachableFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const imported of modulesImportedBy(file)) reachableFrom(imported, reached);
  return reached;
}

const known = new Map<string, readonly string[]>();

/** The modules of this repository that a file imports values from; those of a file are looked for once. */
function modulesImportedBy(file: string): readonly string[] {
  const found = known.get(file) ?? findModulesImportedBy(file);
  known.set(file, found);
  return found;
}

function findModulesImportedBy(file: string): readonly string[] {
  return valuesImportedBy(file)
    .map((from) => (from.startsWith('.') ? resolve(dirname(file), from) : join(root, services[from] ?? '')))
    .filter((imported) => /\.[mc]?tsx?$/.test(imported) && existsSync(imported));
}

function valuesImportedBy(file: string): readonly string[] {
  return importsOf(file)
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ from }) => from);
}
