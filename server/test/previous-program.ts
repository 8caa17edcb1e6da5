import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const migrations = 'prisma/migrations';

/** Packages of this repository that the server is made of, with their folders. */
const packages = { '@waymark/core': 'core', '@waymark/prisma': 'prisma', '@waymark/testing': 'testing' } as const;

const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The commit before the newest migration; a sentence in place of it where there is no history. */
export function commitBefore(): { commit: string } | { missing: string } {
  try {
    const isNew = git('status', '--porcelain', migrations) !== '';
    const newest = git('log', '-1', '--format=%H', '--', migrations);
    return { commit: git('rev-parse', '--verify', isNew ? 'HEAD' : `${newest}^`) };
  } catch {
    return { missing: 'the history of this checkout does not go back to the commit before the newest migration' };
  }
}

/** Puts the program of a commit into a folder, ready to start with the libraries of this one. */
export function checkOut(commit: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 200_000_000 });
  execFileSync('tar', ['x', '-C', folder], { input: archive });
  for (const place of ['core', 'prisma', 'server']) linkLibraries(place, folder);
  const prisma = join(folder, 'prisma');
  execFileSync(join(prisma, 'node_modules/.bin/prisma'), ['generate'], { cwd: prisma, stdio: 'ignore' });
}

/** Its own packages are those of the commit. */
function linkLibraries(place: string, folder: string): void {
  const from = join(root, place, 'node_modules');
  if (!existsSync(from)) return;
  for (const name of namesIn(from)) {
    const to = join(folder, place, 'node_modules', name);
    const own = packages[name as keyof typeof packages];
    mkdirSync(join(to, '..'), { recursive: true });
    symlinkSync(own ? join(folder, own) : realpathSync(join(from, name)), to);
  }
}

function namesIn(modules: string): string[] {
  return readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}
