import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder on a disk with little space, and a function that frees some. */
export interface SmallDisk {
  readonly folder: string;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A file system of a megabyte that is mostly filled by one file, which can be truncated. Requires the right to mount.
 */
export async function smallFileSystem(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(900_000));
  return {
    folder,
    makeRoom: () => truncate(ballast, 0),
    async remove() {
      execFileSync('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
