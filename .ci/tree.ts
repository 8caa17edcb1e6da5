import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Every file of the repository, also new ones that git does not ignore, with forward slashes, relative to its root. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(Boolean)
  .sort();

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** TypeScript that ships: no tests, no test helpers, no tables of data. */
export const sources = files.filter(
  (file) =>
    /^(core|plugin-sdk|server|extension|prisma)\/src\/.*\.tsx?$/.test(file) &&
    !/\.(test|testing|conformance|data|d)\.tsx?$/.test(file) &&
    !/\/testing[\w-]*\.ts$/.test(file),
);
