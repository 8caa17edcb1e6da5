import { randomUUID } from 'node:crypto';
import { chmod, type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The operations of the journal on a file. */
export type JournalFile = Pick<FileHandle, 'appendFile' | 'datasync' | 'sync' | 'truncate' | 'close'>;

/** Opens a file as node:fs does; tests pass one whose files fail. */
export type OpenFile = (path: string, flags: string, mode?: number) => Promise<JournalFile>;

/** Events tell who read which mail: files of the journal are for this user alone. */
export const ownFile = 0o600;
const ownFolder = 0o700;

/** Closes a folder of the journal and the files in it to other users, whoever made them. */
export async function closeToOthers(folder: string): Promise<void> {
  await chmod(folder, ownFolder).catch(() => undefined);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) await chmod(join(folder, entry.name), ownFile).catch(() => undefined);
  }
}

/** The id of the journal in a folder, created when there is none yet, or when a new one is asked for. */
export async function journalId(folder: string, openFile: OpenFile, isNew: boolean): Promise<string> {
  const path = join(folder, 'id');
  const known = isNew ? '' : await readFile(path, 'utf8').catch(() => '');
  if (known.length === 36) return known;
  const id = randomUUID();
  const file = await openFile(path, 'w', ownFile);
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

const digits = 16;

/**
 * Numbers in a file of fixed length, which can be written on a full disk too. Only the last state is written when several
 * come at once, and it may miss the last moments before a crash.
 */
export class NumbersFile {
  /** What the file held when it was opened; undefined for a new one, and for one that holds something else. */
  readonly found: readonly number[] | undefined;
  readonly isDamaged: boolean;
  readonly #file: FileHandle;
  readonly #sync: boolean;
  #next: string | undefined;
  #saving: Promise<void> | undefined;

  /** Opens or creates a file of `count` numbers, which are brought to the disk each time if `sync` is set. */
  static async open(path: string, count: number, sync: boolean): Promise<NumbersFile> {
    try {
      // 'a+' creates the file but only ever writes at its end, so it is reopened.
      await (await open(path, 'a+', ownFile)).close();
      const file = await open(path, 'r+');
      const text = await file.readFile('utf8');
      const numbers = text.split(' ');
      const whole = numbers.length === count && numbers.every((number) => /^\d{16}$/.test(number));
      return new NumbersFile(file, sync, whole ? numbers.map(Number) : undefined, !whole && text !== '');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
      throw new Error(
        `${path} cannot be opened (${reason}). Give this user the right to write it, or move it away: Waymark makes a new one.`,
        { cause: error },
      );
    }
  }

  private constructor(file: FileHandle, sync: boolean, found: readonly number[] | undefined, isDamaged: boolean) {
    this.#file = file;
    this.#sync = sync;
    this.found = found;
    this.isDamaged = isDamaged;
  }

  /** Writes these numbers soon. */
  save(numbers: readonly number[]): void {
    this.#next = numbers.map((number) => String(number).padStart(digits, '0')).join(' ');
    this.#saving ??= this.#saveAll();
  }

  /** Resolves when everything was written, or could not be. */
  async saved(): Promise<void> {
    await this.#saving;
  }

  async close(): Promise<void> {
    await this.#saving;
    await this.#file.close();
  }

  async #saveAll(): Promise<void> {
    while (this.#next !== undefined) {
      const text = this.#next;
      this.#next = undefined;
      await this.#write(text).catch(() => undefined);
    }
    this.#saving = undefined;
  }

  async #write(text: string): Promise<void> {
    await this.#file.write(text, 0);
    if (this.#sync) await this.#file.datasync();
  }
}
