import { join } from 'node:path';
import {
  cutTornTail,
  deleteSegment,
  isAboutFile,
  numberAfter,
  segmentFile,
  segmentStarts,
  setSegmentAside,
} from './segments.ts';
import { type JournalFile, NumbersFile, type OpenFile, ownFile, syncFolder } from './synced-files.ts';

/** The file that holds `end`, `number` and `released`. */
const noteName = 'numbers';

export interface SegmentWriterOptions {
  /** The size at which a new segment is started. */
  readonly segmentBytes: number;
  /** The size limit of all segments together, beyond which nothing is written until something is deleted. */
  readonly limitBytes: number;
  readonly openFile: OpenFile;
  /** Called with how long each sync to disk took, in seconds. */
  readonly onSync: (seconds: number) => void;
  /** Called with a file that cannot be read and was set aside; the reader counts what was in it. */
  readonly onUnreadable: (file: string, error: unknown) => void;
}

/** A position, and the number of the event that is written there. */
export interface NumberedPosition {
  readonly position: number;
  readonly number: number;
}

/** The segments of a folder and the one being written. Calls of `write` must not overlap; `sync` may come at any time. */
export class SegmentWriter {
  /** The start positions of the segments, in order. */
  readonly starts: number[];
  /** The position after the last event on disk, which never goes back, even if files are deleted. */
  end: number;
  /** The number of the next event after those on disk: how many this journal has stored since it was created. */
  number: number;
  /** Up to where everything was released. */
  released: NumberedPosition;
  /** Whether the folder held no journal before. */
  readonly isNew: boolean;
  /** Events that are written but not on disk yet: they survive a crash of the process, not a power cut. */
  unsynced = 0;
  /** When the current sync started, on the clock of performance.now(). */
  syncingSince: number | undefined;
  readonly #folder: string;
  readonly #options: SegmentWriterOptions;
  readonly #note: NumbersFile;
  #file: JournalFile | undefined;
  /** The position after the last written event. */
  #written: number;
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  #leaving: Promise<void> | undefined;

  /** Takes over what is in a folder, without a torn last record and without what cannot be read. */
  static async open(folder: string, options: SegmentWriterOptions): Promise<SegmentWriter> {
    const starts = await segmentStarts(folder);
    const note = await NumbersFile.open(join(folder, noteName), 4, false);
    const [notedEnd = 0, notedNumber = 0, position, number] = note.found ?? [];
    let [end, next] = [notedEnd, notedNumber];
    for (let index = starts.length - 1; index >= 0; index--) {
      const start = starts[index]!;
      const file = segmentFile(folder, start);
      try {
        if (index === starts.length - 1) end = Math.max(end, start + (await cutTornTail(file)));
        const after = await numberAfter(file);
        next = Math.max(next, after ?? 0);
        if (after !== undefined || index < starts.length - 1) break;
      } catch (error) {
        if (!isAboutFile(error)) throw error;
        options.onUnreadable(file, error);
        await setSegmentAside(folder, start);
        // No new segment may begin where this one does.
        end = Math.max(end, start + 1);
        starts.splice(index, 1);
      }
    }
    const isNew = note.found === undefined && starts.length === 0;
    const noted = position === undefined || number === undefined ? undefined : { position, number };
    const released = noted ?? { position: end, number: next };
    return new SegmentWriter(folder, options, note, { starts, end, number: next, released, isNew });
  }

  private constructor(
    folder: string,
    options: SegmentWriterOptions,
    note: NumbersFile,
    { starts, end, number, released, isNew }: Pick<SegmentWriter, 'starts' | 'end' | 'number' | 'released' | 'isNew'>,
  ) {
    this.#folder = folder;
    this.#options = options;
    this.#note = note;
    this.starts = starts;
    this.end = end;
    this.number = number;
    this.released = released;
    this.isNew = isNew;
    this.#written = end;
    this.#save();
  }

  /** The number of the next event that is written. */
  get nextNumber(): number {
    return this.number + this.unsynced;
  }

  /** Whether the segment has reached its size limit. */
  get isFull(): boolean {
    return this.#file !== undefined && this.#written - this.starts.at(-1)! >= this.#options.segmentBytes;
  }

  /** Whether any segment has contents. */
  get holdsEvents(): boolean {
    return this.starts.length > 1 || (this.starts[0] ?? this.#written) < this.#written;
  }

  /**
   * Continues in an empty segment and deletes the previous ones. Only allowed when nothing is being written and
   * everything has been read.
   */
  async rotate(): Promise<void> {
    if (this.unsynced > 0) return;
    if (this.starts.at(-1) !== this.end) {
      this.leave();
      this.#file = await this.#newSegment();
    }
    await this.deleteBefore(this.end);
  }

  /** Hands `count` events to the operating system. When it throws, they count as not written, and `leave` must follow. */
  async write(bytes: Buffer, count: number): Promise<void> {
    const size = this.#written - (this.starts[0] ?? this.#written);
    if (size + bytes.length > this.#options.limitBytes) {
      throw new Error('The event log has reached the size it may have, because the database has not taken its events.');
    }
    this.#file ??= await this.#newSegment();
    const file = this.#file;
    this.#writing = file.appendFile(bytes);
    await this.#writing;
    if (this.#file !== file) throw new Error('The file could not be synced meanwhile.');
    this.#written += bytes.length;
    this.unsynced += count;
  }

  /**
   * Syncs everything written so far to the disk. When it throws, `leave` must follow: another sync would only seem to
   * work.
   */
  async sync(): Promise<void> {
    await this.#syncing?.catch(() => undefined);
    const { unsynced } = this;
    const upTo = this.#written;
    if (this.#file === undefined || upTo === this.end) return;
    this.syncingSince = performance.now();
    this.#syncing = this.#file.datasync();
    try {
      await this.#syncing;
    } finally {
      this.#options.onSync((performance.now() - this.syncingSince) / 1000);
      this.syncingSince = undefined;
      this.#syncing = undefined;
    }
    this.end = upTo;
    this.number += unsynced;
    this.unsynced -= unsynced;
    this.#save();
  }

  /**
   * Abandons the segment with what is not synced in it, and returns how many events that were. Whatever the file holds after
   * the last synced event is truncated, or at least never read: the next segment begins before it.
   */
  leave(): number {
    const { unsynced } = this;
    const file = this.#file;
    this.#file = undefined;
    this.unsynced = 0;
    this.#written = this.end;
    if (file !== undefined) this.#leaving = this.#closeAt(file, this.end - this.starts.at(-1)!);
    return unsynced;
  }

  /** Abandons the segment and waits until its file is closed. */
  async close(): Promise<number> {
    const unsynced = this.leave();
    await this.#leaving;
    await this.#note.close();
    return unsynced;
  }

  /** Notes that everything before a position was released; its number is unknown in what earlier versions wrote. */
  release(position: number, number: number | undefined): void {
    if (number === undefined) return;
    this.released = { position, number };
    this.#save();
  }

  /** Takes a segment that cannot be read out of the way. Nothing may be written to it any more. */
  async setAside(start: number): Promise<void> {
    const index = this.starts.indexOf(start);
    if (index < 0) return;
    this.starts.splice(index, 1);
    await this.#leaving;
    await setSegmentAside(this.#folder, start);
  }

  /** Deletes the segments that end before a position, except the current one. */
  async deleteBefore(position: number): Promise<void> {
    while (this.starts.length > 1 && this.starts[1]! <= position)
      await deleteSegment(this.#folder, this.starts.shift()!);
  }

  /** Notes what cannot be told from files that are deleted or cut: nothing that is not on disk. */
  #save(): void {
    const { end, number, released } = this;
    this.#note.save([end, number, released.position, released.number]);
  }

  async #closeAt(file: JournalFile, length: number): Promise<void> {
    await this.#writing?.catch(() => undefined);
    await file.truncate(length).catch(() => undefined);
    await file.close().catch(() => undefined);
  }

  async #newSegment(): Promise<JournalFile> {
    // A new segment may have the same file name.
    await this.#leaving;
    const file = await this.#options.openFile(segmentFile(this.#folder, this.end), 'w', ownFile);
    try {
      await syncFolder(this.#folder, this.#options.openFile);
    } catch (error) {
      await file.close();
      throw error;
    }
    if (this.starts.at(-1) !== this.end) this.starts.push(this.end);
    return file;
  }
}
