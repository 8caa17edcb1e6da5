import { mkdir, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import type { Journal, JournalBatch, TrackingEvent } from './journal.ts';
import { LostEventCounter } from './lost-event-counter.ts';
import { type ReadableSegments, WrittenSegments } from './readable-segments.ts';
import { RecordEncoder } from './record-encoder.ts';
import { startRotation } from './rotation.ts';
import { SegmentReader } from './segment-reader.ts';
import { SegmentWriter, type SegmentWriterOptions } from './segment-writer.ts';
import { segmentFile } from './segments.ts';
import { closeToOthers, journalId } from './synced-files.ts';

export interface SegmentJournalOptions extends Partial<SegmentWriterOptions> {
  /**
   * `answer`: an event is on disk before it is answered. `interval`: it is written before, and on disk within 100 ms.
   */
  readonly sync?: 'answer' | 'interval';
  /** How long a request waits for a disk that neither stores nor fails. */
  readonly timeoutMs?: number;
  /** How often what was read and released is deleted. */
  readonly rotationIntervalMs?: number;
  /** Called with the reason when events could not be stored; `lost` counts them. */
  readonly onError?: (error: unknown) => void;
  /** Called when stored events turn out to be missing or damaged: how many, and the files. `lost` counts them. */
  readonly onLost?: (events: number, files: readonly string[]) => void;
}

interface OpenedFolder {
  readonly id: string;
  readonly writer: SegmentWriter;
  readonly lostEvents: LostEventCounter;
  readonly folder: string;
  readonly unlock: () => void;
  readonly options: SegmentJournalOptions;
}

const syncIntervalMs = 100;
/** How many events are worth a write, or a sync, without waiting for more. */
const gatherUpTo = { interval: 32, answer: 128 } as const;

/**
 * A journal in files of one folder, each named after the position it begins at. Requests that wait share one write and one
 * fdatasync. When the disk fails, they are answered, their events count as lost, and the next ones try a new segment: links
 * keep working, and counting resumes by itself.
 */
export class SegmentJournal implements Journal {
  readonly id: string;
  readonly folder: string;
  /** Events stored since it was opened. */
  stored = 0;
  readonly #options: Required<Pick<SegmentJournalOptions, 'sync' | 'timeoutMs' | 'onError'>>;
  readonly #commit: GroupCommit<TrackingEvent>;
  readonly #encoder = new RecordEncoder();
  readonly #writer: SegmentWriter;
  readonly #segments: WrittenSegments;
  readonly #reader: SegmentReader;
  readonly #lostEvents: LostEventCounter;
  readonly #unlock: () => void;
  readonly #stopRotation: () => void;
  readonly #listeners = new Set<() => void>();
  #syncTimer: NodeJS.Timeout | undefined;
  #closed = false;

  /** Opens or creates the journal in a folder. Throws when another process has it open, or the folder cannot be written. */
  static async open(folder: string, options: SegmentJournalOptions = {}): Promise<SegmentJournal> {
    const { segmentBytes = 64 * 1024 * 1024, limitBytes = Number.POSITIVE_INFINITY } = options;
    const { openFile = open, onSync = () => undefined, onUnreadable = () => undefined } = options;
    await mkdir(folder, { recursive: true });
    const unlock = lockFolder(folder);
    await using opened = new AsyncDisposableStack();
    try {
      await closeToOthers(folder);
      const lostEvents = await LostEventCounter.open(folder, onUnreadable);
      opened.defer(() => lostEvents.close());
      const writer = await SegmentWriter.open(folder, { segmentBytes, limitBytes, openFile, onSync, onUnreadable });
      opened.defer(async () => void (await writer.close()));
      const id = await journalId(folder, openFile, writer.isNew);
      opened.move();
      return new SegmentJournal({ id, writer, lostEvents, folder, unlock, options });
    } catch (error) {
      unlock();
      throw error;
    }
  }

  private constructor({ id, writer, lostEvents, folder, unlock, options }: OpenedFolder) {
    const { sync = 'answer', timeoutMs = 1000, rotationIntervalMs = 60_000, onError = () => undefined } = options;
    const { onLost = () => undefined, onUnreadable = () => undefined } = options;
    this.id = id;
    this.folder = folder;
    this.#options = { sync, timeoutMs, onError };
    this.#commit = new GroupCommit({
      store: (events) => this.#store(events),
      gatherUpTo: gatherUpTo[sync],
      timeoutMs,
      onTimeout: () => onError(new Error(`The disk has taken nothing for ${timeoutMs} ms.`)),
    });
    this.#writer = writer;
    this.#segments = new WrittenSegments(writer, {
      lose(events, files) {
        lostEvents.add(events);
        onLost(events, files);
      },
      setAside: async (start, error) => {
        onUnreadable(segmentFile(folder, start), error);
        await this.#setAside(start);
      },
    });
    this.#reader = new SegmentReader(folder, this.#segments);
    this.#lostEvents = lostEvents;
    this.#unlock = unlock;
    this.#stopRotation = startRotation({
      commit: this.#commit,
      writer,
      segments: this.#segments,
      intervalMs: rotationIntervalMs,
      onError,
    });
  }

  get lost(): number {
    return this.#lostEvents.value;
  }

  get late(): number {
    const { syncingSince = Number.POSITIVE_INFINITY, unsynced } = this.#writer;
    const isOverdue = this.#options.sync === 'interval' && performance.now() - syncingSince > this.#options.timeoutMs;
    return this.#commit.late + (isOverdue ? unsynced : 0);
  }

  /** Bytes on disk that have not been released yet. */
  get waitingBytes(): number {
    return this.#segments.waitingBytes;
  }

  /** For a reader of its own, which may be in another thread; then nobody may read here. */
  get segments(): ReadableSegments {
    return this.#segments;
  }

  append(event: TrackingEvent): Promise<void> {
    const stored = this.#closed ? undefined : this.#commit.append(event);
    if (stored !== undefined) return stored;
    this.#lostEvents.add(1);
    return Promise.resolve();
  }

  async #store(events: readonly TrackingEvent[]): Promise<void> {
    const count = events.length;
    try {
      await this.#writer.write(this.#encoder.encode(events, this.#writer.nextNumber), count);
    } catch (error) {
      this.#options.onError(error);
      this.#lostEvents.add(count);
      return this.#leaveSegment();
    }
    this.stored += count;
    if (this.#options.sync === 'answer') await this.#sync();
    else this.#syncSoon();
    if (this.#writer.isFull) await this.#leaveSegment();
  }

  async #sync(): Promise<void> {
    try {
      await this.#writer.sync();
    } catch (error) {
      const given = this.#writer.leave();
      this.stored -= given;
      this.#options.onError(error);
      this.#lostEvents.add(given);
      return;
    }
    for (const listener of this.#listeners) listener();
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(async () => {
      await this.#sync();
      this.#syncTimer = undefined;
      if (this.#writer.unsynced > 0) this.#syncSoon();
    }, syncIntervalMs);
  }

  async #leaveSegment(): Promise<void> {
    await this.#sync();
    this.#lostEvents.add(this.#writer.leave());
  }

  /** Takes a segment that cannot be read out of the way; the one that is being written first gets a successor. */
  async #setAside(start: number): Promise<void> {
    if (start === this.#writer.starts.at(-1)) await this.#commit.between(() => this.#leaveSegment());
    await this.#writer.setAside(start);
  }

  async resume(cursor: number): Promise<void> {
    this.#reader.resume(cursor);
  }

  read(maxBytes?: number): Promise<JournalBatch | undefined> {
    return this.#reader.read(maxBytes);
  }

  onStored(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopRotation();
    // A hanging disk must not keep the process from ending.
    try {
      await Promise.race([this.#finish(), sleep(5 * this.#options.timeoutMs, undefined, { ref: false })]);
    } finally {
      this.#unlock();
    }
  }

  async #finish(): Promise<void> {
    await this.#commit.idle();
    clearTimeout(this.#syncTimer);
    await this.#sync();
    if (this.waitingBytes === 0) await this.#writer.rotate().catch(this.#options.onError);
    this.#lostEvents.add(await this.#writer.close());
    await this.#lostEvents.close();
  }
}
