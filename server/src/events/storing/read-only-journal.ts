import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../../edge/journal/journal.ts';

/**
 * A journal on a disk that can only be read: links are answered, and their events count as lost. What waits in its files
 * stays there for a start on a disk that can be written.
 */
export class ReadOnlyJournal implements Journal {
  readonly id = 'read-only';
  readonly stored = 0;
  readonly late = 0;
  readonly waitingBytes = 0;
  lost: number;
  readonly #onError: (error: unknown) => void;

  /** Counts on from what the folder has counted, for as long as the process runs. */
  static async open(folder: string, onError: (error: unknown) => void): Promise<ReadOnlyJournal> {
    const counted = Number(await readFile(join(folder, 'lost'), 'utf8').catch(() => '0'));
    return new ReadOnlyJournal(Number.isSafeInteger(counted) ? counted : 0, onError);
  }

  private constructor(lost: number, onError: (error: unknown) => void) {
    this.lost = lost;
    this.#onError = onError;
  }

  async append(): Promise<void> {
    this.lost++;
    this.#onError(new Error('The disk of the data folder can only be read.'));
  }

  async resume(): Promise<void> {}

  async read(): Promise<undefined> {}

  onStored(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {}
}
