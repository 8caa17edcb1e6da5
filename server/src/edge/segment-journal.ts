import { mkdir, open } from 'node:fs/promises';
import type { TrackingEvent } from './event.ts';
import { lockFolder } from './folder-lock.ts';
import type { Journal, JournalPart } from './journal.ts';
import { encodeRecord } from './record.ts';
import { cutTornTail, deleteSegment, readRecords, segmentFile, segmentStarts } from './segments.ts';
import { type JournalFile, journalId, type OpenFile, syncFolder } from './synced-files.ts';

export interface SegmentJournalOptions {
  /** A segment that has grown to this size is followed by a new one. */
  readonly segmentBytes?: number;
  /** Told why events could not be stored; `lost` counts them. */
  readonly onError?: (error: unknown) => void;
  /** Opens files for writing. */
  readonly openFile?: OpenFile;
}

interface Batch {
  text: string;
  count: number;
  readonly stored: PromiseWithResolvers<void>;
}

const mostWaiting = 100_000;

/**
 * A journal in files of one folder, each named after the position it begins at. All who wait share one write and one
 * fdatasync, and are answered after it. When the disk fails, those who wait are let go, their events count as lost, and
 * the next ones try a new segment: links go on working, and counting resumes by itself.
 */
export class SegmentJournal implements Journal {
  readonly id: string;
  lost = 0;
  readonly #folder: string;
  readonly #options: Required<SegmentJournalOptions>;
  readonly #unlock: () => void;
  readonly #listeners = new Set<() => void>();
  #starts: number[];
  /** Position after the last event that is on disk. */
  #end: number;
  #file: JournalFile | undefined;
  #batch: Batch | undefined;
  #storing: Promise<void> | undefined;
  #closed = false;

  /** Opens or creates the journal in a folder. Throws when another process has it open, or the folder cannot be written. */
  static async open(folder: string, options: SegmentJournalOptions = {}): Promise<SegmentJournal> {
    const all = { segmentBytes: 64 * 1024 * 1024, onError: () => undefined, openFile: open, ...options };
    await mkdir(folder, { recursive: true });
    const unlock = lockFolder(folder);
    try {
      const id = await journalId(folder, all.openFile);
      const starts = await segmentStarts(folder);
      const last = starts.at(-1);
      const end = last === undefined ? 0 : last + (await cutTornTail(segmentFile(folder, last)));
      return new SegmentJournal(id, folder, all, unlock, starts, end);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  private constructor(
    id: string,
    folder: string,
    options: Required<SegmentJournalOptions>,
    unlock: () => void,
    starts: number[],
    end: number,
  ) {
    this.id = id;
    this.#folder = folder;
    this.#options = options;
    this.#unlock = unlock;
    this.#starts = starts;
    this.#end = end;
  }

  append(event: TrackingEvent): Promise<void> {
    if (this.#closed || (this.#batch !== undefined && this.#batch.count >= mostWaiting)) {
      this.lost++;
      return Promise.resolve();
    }
    this.#batch ??= { text: '', count: 0, stored: Promise.withResolvers() };
    const { stored } = this.#batch;
    this.#batch.text += encodeRecord(event);
    this.#batch.count++;
    this.#storing ??= this.#storeAll();
    return stored.promise;
  }

  async #storeAll(): Promise<void> {
    // Requests that are read in the same turn of the event loop join the first batch.
    await new Promise(setImmediate);
    while (this.#batch !== undefined) {
      const batch = this.#batch;
      this.#batch = undefined;
      await this.#store(batch);
      batch.stored.resolve();
      for (const listener of this.#listeners) listener();
    }
    this.#storing = undefined;
  }

  async #store(batch: Batch): Promise<void> {
    const bytes = Buffer.from(batch.text);
    try {
      this.#file ??= await this.#newSegment();
      await this.#file.appendFile(bytes);
      await this.#file.datasync();
      this.#end += bytes.length;
    } catch (error) {
      this.lost += batch.count;
      this.#options.onError(error);
      await this.#leaveSegment();
      return;
    }
    if (this.#end - this.#starts.at(-1)! >= this.#options.segmentBytes) await this.#leaveSegment();
  }

  async #newSegment(): Promise<JournalFile> {
    const file = await this.#options.openFile(segmentFile(this.#folder, this.#end), 'w');
    try {
      await syncFolder(this.#folder, this.#options.openFile);
    } catch (error) {
      await file.close();
      throw error;
    }
    if (this.#starts.at(-1) !== this.#end) this.#starts.push(this.#end);
    return file;
  }

  /** What may stand in the file after the last stored event is cut off, or else never read: the next segment begins before it. */
  async #leaveSegment(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return;
    await file.truncate(this.#end - this.#starts.at(-1)!).catch(this.#options.onError);
    await file.close().catch(this.#options.onError);
  }

  async read(from: number): Promise<JournalPart> {
    const first = this.#starts[0] ?? this.#end;
    const position = from > this.#end ? first : Math.max(from, first);
    if (position === this.#end) return { events: [], next: position };
    const index = this.#starts.findLastIndex((start) => start <= position);
    const start = this.#starts[index]!;
    const end = this.#starts[index + 1] ?? this.#end;
    const file = segmentFile(this.#folder, start);
    const { events, bytes, damaged } = await readRecords(file, position - start, end - start);
    this.lost += damaged;
    return { events, next: position + bytes };
  }

  async release(position: number): Promise<void> {
    while (this.#starts.length > 1 && this.#starts[1]! <= position) {
      await deleteSegment(this.#folder, this.#starts[0]!);
      this.#starts.shift();
    }
  }

  onStored(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#storing;
    await this.#leaveSegment();
    this.#unlock();
  }
}
