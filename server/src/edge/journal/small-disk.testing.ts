import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder whose disk has little room, and what makes more room. */
export interface SmallDisk {
  readonly folder: string;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** A file system of a megabyte, of which a file that can be cut off takes most; it has to be allowed to mount one. */
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
