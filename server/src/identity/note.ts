import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  installation: z.string(),
  epoch: z.string(),
  database: z.string(),
  timeline: z.string(),
  wal: z.string().regex(/^\d+$/),
  lastMailing: z.number(),
  lastLink: z.number(),
});

/** Which database something of a data folder belongs to, and the latest state of it that was seen. */
export type Note = z.infer<typeof schema>;

/** What the copy of the links says of itself; versions before there were epochs noted less. */
export type CopyNote = Pick<Note, 'database' | 'timeline'> & { readonly [Name in keyof Note]?: Note[Name] | undefined };

/** The folder's own note, and that of the event log in it, which may be moved without it. */
const places = (folder: string) => [join(folder, 'database.json'), join(folder, 'journal', 'database.json')];

/** The notes of a data folder; one that cannot be read counts as none. */
export function readNotes(folder: string): Note[] {
  return places(folder).flatMap((file) => {
    try {
      return [schema.parse(JSON.parse(readFileSync(file, 'utf8')))];
    } catch {
      return [];
    }
  });
}

/** Whether the event log of a data folder that a server has used is gone. */
export function isLogGone(folder: string): boolean {
  return existsSync(join(folder, 'database.json')) && !existsSync(join(folder, 'journal', 'id'));
}

/** Writes both notes. A disk that is full or read-only is no reason not to answer links. */
export function writeNotes(folder: string, note: Note): void {
  for (const file of places(folder)) {
    const unfinished = `${file}.unfinished`;
    try {
      writeFileSync(unfinished, `${JSON.stringify(note)}\n`, { mode: 0o600, flush: true });
      renameSync(unfinished, file);
    } catch {
      rmSync(unfinished, { force: true });
    }
  }
}

/** What of a data folder belongs to one database, by name. */
export const belongingNames: readonly string[] = ['journal', 'replica', 'database.json'];
