import { join } from 'node:path';
import { NumbersFile } from './synced-files.ts';

/** How many events a folder's journal has lost since it was created, kept in a file. */
export class LostEventCounter {
  value: number;
  readonly #file: NumbersFile;

  static async open(folder: string): Promise<LostEventCounter> {
    const counter = new LostEventCounter(await NumbersFile.open(join(folder, 'lost'), 1, true));
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
