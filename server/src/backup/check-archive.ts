import { migrationNames } from '@waymark/prisma/migrate';
import type { MasterKey } from '../secrets/cipher.ts';
import { parseMasterKeys } from '../secrets/master-key-file.ts';
import { damaged, readArchive, textOf } from './archive.ts';
import { type BackupHead, backupHead, entryNames } from './backup-head.ts';

/** What a backup says about itself, and the master keys that are in it. */
export interface CheckedArchive {
  readonly head: BackupHead;
  readonly savedKeys: readonly MasterKey[];
}

/**
 * Reads all of a backup before anything is changed; returns what it says about itself. Throws a sentence when it cannot be
 * restored by this version.
 */
export async function checkArchive(file: string): Promise<CheckedArchive> {
  let text: string | undefined;
  let keys = '';
  for await (const entry of readArchive(file)) {
    if (entry.name === entryNames.head) text = await textOf(entry);
    else if (entry.name === entryNames.masterKey) keys = await textOf(entry);
    else for await (const _ of entry.content);
  }
  // Not read earlier: only the end says whether every byte is as it was written.
  if (text === undefined) throw new Error(`${file} is no backup of Waymark.`);
  const head = headOf(text, file);
  const known = await migrationNames();
  const unknown = head.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw newer(file, unknown);
  return { head, savedKeys: parseMasterKeys(keys) ?? [] };
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
