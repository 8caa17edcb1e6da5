import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

const digits = 16;

/**
 * How many events were lost since a folder holds a journal. The number stands in a file of a fixed length, so that it can be
 * noted on a full disk too. What was lost in the last moments before a crash may be missing from it.
 */
export class LossCount {
  value: number;
  readonly #file: FileHandle;
  #noting: Promise<void> | undefined;
  #noted: number;

  static async open(folder: string): Promise<LossCount> {
    // 'a+' makes the file and would write at its end only, so it is opened again.
    await (await open(join(folder, 'lost'), 'a+')).close();
    const file = await open(join(folder, 'lost'), 'r+');
    const text = await file.readFile('utf8');
    const count = new LossCount(file, /^\d{16}$/.test(text) ? Number(text) : 0);
    // Takes its place on the disk while there is some.
    await count.#write();
    return count;
  }

  private constructor(file: FileHandle, value: number) {
    this.#file = file;
    this.value = value;
    this.#noted = value;
  }

  add(events: number): void {
    if (events === 0) return;
    this.value += events;
    this.#noting ??= this.#note();
  }

  async close(): Promise<void> {
    await this.#noting;
    await this.#file.close();
  }

  async #note(): Promise<void> {
    while (this.#noted !== this.value) await this.#write().catch(() => undefined);
    this.#noting = undefined;
  }

  async #write(): Promise<void> {
    this.#noted = this.value;
    await this.#file.write(String(this.value).padStart(digits, '0'), 0);
    await this.#file.datasync();
  }
}
