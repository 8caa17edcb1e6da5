import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArchive } from './archive.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a backup that cannot be written', () => {
  it('says that its folder does not exist', async () => {
    const archive = createArchive(join(folder, 'missing/waymark.backup'));
    await expect(archive.close()).rejects.toThrow(
      `There is no folder ${join(folder, 'missing')}. Make it, or name another file.`,
    );
    await archive.abandon();
    expect(await readdir(folder)).toEqual([]);
  });
});
