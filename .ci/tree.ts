import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Names that git ignores, `*.log` for example; nothing else lies in .gitignore. */
const ignored = ['.git', ...readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean)].map((name) =>
  name.replace(/\/$/, ''),
);

/**
 * Every file of the repository, with forward slashes, relative to its root. Does not use git, since the
 * tests may run on a copy without a repository.
 */
export const files: readonly string[] = globSync('**', {
  cwd: root,
  exclude: ignored.map((name) => `**/${name}`),
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** TypeScript that ships: no tests, no test helpers, no tables of data. */
export const sources = files.filter(
  (file) =>
    /^(core|ui|plugin-sdk|server|extension|panel|prisma)\/src\/.*\.tsx?$/.test(file) &&
    !/\.(test|testing|conformance|data|d)\.tsx?$/.test(file) &&
    !/\/testing[\w-]*\.ts$/.test(file),
);
