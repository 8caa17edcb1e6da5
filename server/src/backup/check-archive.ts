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
  // Not read earlier: only the end says whether every byte is as it was written.
  if (text === undefined) throw new Error(`${file} is no backup of Waymark.`);
  const head = headOf(text, file);
  const known = await migrationNames();
  const unknown = head.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw newer(file, unknown);
  return head;
}

function headOf(text: string, file: string): BackupHead {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw damaged(file, error);
  }
  const { success, data, error } = backupHead.safeParse(content);
  if (success) return data;
  const format = (content as { readonly format?: unknown } | null)?.format;
  throw typeof format === 'number' && format > 1 ? newer(file, `format ${format}`) : damaged(file, error);
}

function newer(file: string, what: string): Error {
  return new Error(`${file} was made by a newer version of Waymark (${what}). Restore it with that version.`);
}
