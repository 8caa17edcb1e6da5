import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where pnpm puts what this package depends on. */
export const installed = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** The text of a file of an installed package. */
export function read(...path: readonly string[]): string {
  return readFileSync(join(installed, ...path), 'utf8');
}

/** Sorted names of the files in a folder of an installed package with this ending. */
export function list(ending: string, ...path: readonly string[]): readonly string[] {
  return readdirSync(join(installed, ...path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** `require` as seen from an installed package, so that it also finds that package's dependencies. */
export function requireWithin(name: string, from: NodeJS.Require = createRequire(import.meta.url)): NodeJS.Require {
  return createRequire(from.resolve(name));
}
