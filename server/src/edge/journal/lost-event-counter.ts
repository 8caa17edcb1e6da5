import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NumbersFile } from './synced-files.ts';

/** How many events a folder's journal has lost since it was created, kept in a file. */
export class LostEventCounter {
  value: number;
  readonly #file: NumbersFile;

  /** A file that holds something else is set aside, and the count begins again at 0. */
  static async open(folder: string, onUnreadable: (file: string, error: Error) => void): Promise<LostEventCounter> {
    const path = join(folder, 'lost');
    const file = await NumbersFile.open(path, 1, true);
    if (file.isDamaged) {
      await copyFile(path, `${path}.unreadable`).catch(() => undefined);
      onUnreadable(path, new Error('It does not hold the count of lost events, which begins again at 0.'));
    }
    const counter = new LostEventCounter(file);
    // Allocates its space while the disk still has some.
    counter.#file.save([counter.value]);
    await counter.#file.saved();
    return counter;
  }

  private constructor(file: NumbersFile) {
    this.#file = file;
    this.value = file.found?.[0] ?? 0;
  }

  add(events: number): void {
    if (events === 0) return;
    this.value += events;
    this.#file.save([this.value]);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
