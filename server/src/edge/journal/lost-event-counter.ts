import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

const digits = 16;

/**
 * How many events a folder's journal has lost since it was created. The number is kept in a file of fixed length, so that it
 * can be written on a full disk too. It may miss what was lost in the last moments before a crash.
 */
export class LostEventCounter {
  value: number;
  readonly #file: FileHandle;
  #saving: Promise<void> | undefined;
  #saved: number;

  static async open(folder: string): Promise<LostEventCounter> {
    // 'a+' creates the file but only ever writes at its end, so it is reopened.
    await (await open(join(folder, 'lost'), 'a+')).close();
    const file = await open(join(folder, 'lost'), 'r+');
    const text = await file.readFile('utf8');
    const counter = new LostEventCounter(file, /^\d{16}$/.test(text) ? Number(text) : 0);
    // Allocates its space while the disk still has some.
    await counter.#write();
    return counter;
  }

  private constructor(file: FileHandle, value: number) {
    this.#file = file;
    this.value = value;
    this.#saved = value;
  }

  add(events: number): void {
    if (events === 0) return;
    this.value += events;
    this.#saving ??= this.#save();
  }

  async close(): Promise<void> {
    await this.#saving;
    await this.#file.close();
  }

  async #save(): Promise<void> {
    while (this.#saved !== this.value) await this.#write().catch(() => undefined);
    this.#saving = undefined;
  }

  async #write(): Promise<void> {
    this.#saved = this.value;
    await this.#file.write(String(this.value).padStart(digits, '0'), 0);
    await this.#file.datasync();
  }
}
