import { migrationNames } from '@waymark/prisma/migrate';
import { damaged, readArchive, textOf } from './archive.ts';
import { type BackupHead, backupHead, entryNames } from './backup-head.ts';

/**
 * Reads all of a backup before anything is changed; returns what it says about itself. Throws a sentence when it cannot be
 * restored by this version.
 */
export async function checkArchive(file: string): Promise<BackupHead> {
  let text: string | undefined;
  for await (const entry of readArchive(file)) {
    if (entry.name === entryNames.head) text = await textOf(entry);
    else for await (const _ of entry.content);
  }
  // Not earlier: only at the end it is known that every byte is as it was written.
  if (text === undefined) throw new Error(`${file} is no backup of Waymark.`);
  const head = read(text, file);
  const known = await migrationNames();
  const unknown = head.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw newer(file, unknown);
  return head;
}

function read(text: string, file: string): BackupHead {
  try {
    const content: unknown = JSON.parse(text);
    const read = backupHead.safeParse(content);
    if (read.success) return read.data;
    const format = (content as { readonly format?: unknown } | null)?.format;
    throw typeof format === 'number' && format > 1 ? newer(file, `format ${format}`) : damaged(file, read.error);
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(file, error) : error;
  }
}

function newer(file: string, what: string): Error {
  return new Error(`${file} was made by a newer version of Waymark (${what}). Restore it with that version.`);
}
