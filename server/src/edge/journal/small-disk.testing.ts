import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder whose disk has little room, and what makes more room. */
export interface SmallDisk {
  readonly folder: string;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** A file system of a megabyte, of which a file that can be cut off takes most; or the reason why there is none. */
export async function smallFileSystem(): Promise<SmallDisk | string> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-full-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    await rm(folder, { recursive: true });
    return mounted.error?.message ?? mounted.stderr.trim();
  }
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(900_000));
  return {
    folder,
    makeRoom: () => truncate(ballast, 0),
    async remove() {
      spawnSync('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
