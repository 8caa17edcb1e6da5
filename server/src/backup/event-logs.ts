import { existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dataFolders } from '../storage/data-folders.ts';
import type { ArchiveWriter } from './archive.ts';
import { entryNames } from './backup-head.ts';
import { counted, type Progress } from './progress.ts';

/**
 * Adds the event logs of a data folder, while its server goes on writing them. Take the snapshot of the database after
 * this: what is moved there meanwhile is in both, and events are stored once.
 */
export async function addEventLogs(archive: ArchiveWriter, dataFolder: string, progress: Progress): Promise<void> {
  for (const processFolder of dataFolders(dataFolder)) {
    const folder = join(processFolder, 'journal');
    if (!existsSync(join(folder, 'id'))) continue;
    const place = `${entryNames.eventLog}/${processFolder === dataFolder ? 'main' : basename(processFolder)}`;
    progress.say(`event log ${folder}`);
    // The lock is the running server's.
    for (const file of (await readdir(folder)).filter((entry) => !/^lock|unfinished$/.test(entry)).sort()) {
      const handle = await open(join(folder, file)).catch(() => undefined);
      // Gone: everything in it reached the database meanwhile.
      if (handle === undefined) continue;
      const { size } = await handle.stat();
      // What is appended from now on is of no backup, and may be half written.
      const content = size > 0 ? handle.createReadStream({ end: size - 1 }) : [];
      await archive.addAll(`${place}/${file}`, counted(content, progress));
      await handle.close();
    }
  }
}
