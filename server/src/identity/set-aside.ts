import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { lockFolder } from '../edge/journal/folder-lock.ts';
import { Replica } from '../edge/links/replica.ts';
import { progressOf } from '../feed/catch-up.ts';
import { dataFolders } from '../storage/data-folders.ts';
import { isRefused, verdictOn } from './belonging.ts';
import type { KnownToFolder } from './judge.ts';
import { belongingNames, readNotes } from './note.ts';

export interface SetAsideSettings {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
}

/**
 * `--another-database`: moves events and links that belong to another database than the present one out of the way, in a
 * data folder and the folders of its workers. Nothing is deleted. Returns a sentence for each folder that it touched. An
 * embedded database is left running for the server that starts next. Throws when a server runs on the folder.
 */
export async function setAsideForeign({ databaseUrl, dataFolder }: SetAsideSettings): Promise<string[]> {
  if (!existsSync(dataFolder)) return [];
  const unlock = lockFolder(dataFolder);
  try {
    const url = databaseUrl ?? (await startEmbeddedPostgres(join(dataFolder, 'postgres'))).url;
    const sentences: string[] = [];
    for (const folder of dataFolders(dataFolder)) {
      const verdict = await withCopy(folder, (copy) => verdictOn(url, knownTo(folder, copy)));
      if (!isRefused(verdict)) continue;
      const aside = moveAside(folder);
      sentences.push(
        `What ${folder} had of another database is in ${aside}. To use it again, move it into a data folder of its own, with that database in DATABASE_URL.`,
      );
    }
    return sentences;
  } finally {
    unlock();
  }
}

/** What a folder with this copy of the links knows. */
export function knownTo(folder: string, copy: Replica | undefined): KnownToFolder {
  return { notes: readNotes(folder), copy: copy && progressOf(copy) };
}

/** Lets `use` read a folder's copy of the links, if there is one. Nobody else may have it open. */
export async function withCopy<Result>(
  folder: string,
  use: (copy: Replica | undefined) => Result | Promise<Result>,
): Promise<Result> {
  const path = join(folder, 'replica', 'links.sqlite');
  const copy = existsSync(path) ? new Replica(path) : undefined;
  try {
    return await use(copy);
  } finally {
    copy?.close();
  }
}

/** Moves what a folder has of a database out of the way; returns where to. */
export function moveAside(folder: string): string {
  const name = `another-database-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const aside = join(folder, name);
  mkdirSync(aside, { mode: 0o700 });
  for (const entry of belongingNames)
    if (existsSync(join(folder, entry))) renameSync(join(folder, entry), join(aside, entry));
  return aside;
}
