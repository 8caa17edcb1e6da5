import { randomUUID } from 'node:crypto';
import { type FileHandle, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The operations of the journal on a file. */
export type JournalFile = Pick<FileHandle, 'appendFile' | 'datasync' | 'sync' | 'truncate' | 'close'>;

/** Opens a file as node:fs does; tests pass one whose files fail. */
export type OpenFile = (path: string, flags: string) => Promise<JournalFile>;

/** The id of the journal in a folder, created when there is none yet. */
export async function journalId(folder: string, openFile: OpenFile): Promise<string> {
  const path = join(folder, 'id');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known.length === 36) return known;
  const id = randomUUID();
  const file = await openFile(path, 'w');
  try {
    await file.appendFile(id);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder, openFile);
  return id;
}

/** Makes the names of new files survive a power cut, not only their content. Windows cannot do that and does not need it. */
export async function syncFolder(folder: string, openFile: OpenFile): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await openFile(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
