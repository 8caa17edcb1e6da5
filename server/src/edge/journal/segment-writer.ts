import { cutTornTail, deleteSegment, segmentFile, segmentStarts } from './segments.ts';
import { type JournalFile, type OpenFile, syncFolder } from './synced-files.ts';

export interface SegmentWriterOptions {
  /** The size at which a new segment is started. */
  readonly segmentBytes: number;
  /** The size limit of all segments together, beyond which nothing is written until something is deleted. */
  readonly limitBytes: number;
  readonly openFile: OpenFile;
  /** Called with how long each sync to disk took, in seconds. */
  readonly onSync: (seconds: number) => void;
}

/** The segments of a folder and the one being written. Calls of `write` must not overlap; `sync` may come at any time. */
export class SegmentWriter {
  /** The start positions of the segments, in order. */
  readonly starts: number[];
  /** The position after the last event on disk. */
  end: number;
  /** Events that are written but not on disk yet: they survive a crash of the process, not a power cut. */
  unsynced = 0;
  /** When the current sync started, on the clock of performance.now(). */
  syncingSince: number | undefined;
  readonly #folder: string;
  readonly #options: SegmentWriterOptions;
  #file: JournalFile | undefined;
  /** The position after the last written event. */
  #written: number;
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  #leaving: Promise<void> | undefined;

  /** Takes over what is in a folder, without a torn last record. */
  static async open(folder: string, options: SegmentWriterOptions): Promise<SegmentWriter> {
    const starts = await segmentStarts(folder);
    const last = starts.at(-1);
    const end = last === undefined ? 0 : last + (await cutTornTail(segmentFile(folder, last)));
    return new SegmentWriter(folder, options, starts, end);
  }

  private constructor(folder: string, options: SegmentWriterOptions, starts: number[], end: number) {
    this.#folder = folder;
    this.#options = options;
    this.starts = starts;
    this.end = end;
    this.#written = end;
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
    this.unsynced -= unsynced;
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
    return unsynced;
  }

  /** Deletes the segments that end before a position, except the current one. */
  async deleteBefore(position: number): Promise<void> {
    while (this.starts.length > 1 && this.starts[1]! <= position)
      await deleteSegment(this.#folder, this.starts.shift()!);
  }

  async #closeAt(file: JournalFile, length: number): Promise<void> {
    await this.#writing?.catch(() => undefined);
    await file.truncate(length).catch(() => undefined);
    await file.close().catch(() => undefined);
  }

  async #newSegment(): Promise<JournalFile> {
    // A new segment may have the same file name.
    await this.#leaving;
    const file = await this.#options.openFile(segmentFile(this.#folder, this.end), 'w');
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
