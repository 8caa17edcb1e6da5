import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import type { NotGivenBack } from './not-given-back.ts';
import type { CopyNote } from './note.ts';

/**
 * Keeps a copy of the links beside itself, before it is read again from a database that lacks some of them. Named by the
 * state that it is of: a restore and the server that starts afterwards keep it once. A full disk is no reason not to
 * answer the other links.
 */
export async function keepCopy(
  links: DatabaseSync,
  folder: string,
  { epoch = 'unknown', lastLink = 0 }: Pick<CopyNote, 'epoch' | 'lastLink'>,
): Promise<NotGivenBack['copy']> {
  const aside = join(folder, `set-aside-${epoch.slice(0, 8)}-${lastLink}`);
  const file = join(aside, 'replica', 'links.sqlite');
  if (existsSync(file)) return { folder: aside };
  const unfinished = `${file}.unfinished`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await backup(links, unfinished);
    const written = await open(unfinished, 'r+');
    try {
      await written.chmod(0o600);
      await written.sync();
    } finally {
      await written.close();
    }
    await rename(unfinished, file);
    return { folder: aside };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
