import { mkdir, open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lockFolder } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import type { Journal, JournalPart, TrackingEvent } from './journal.ts';
import { LossCount } from './lost-events.ts';
import { RecordBytes } from './record-encoder.ts';
import { startTurnover } from './rotation.ts';
import { SegmentReader } from './segment-reader.ts';
import { SegmentWriter, type SegmentWriterOptions } from './segment-writer.ts';
import { journalId } from './synced-files.ts';

export interface SegmentJournalOptions extends Partial<SegmentWriterOptions> {
  /** `answer`: an event is on disk before its answer. `interval`: it is written before, and on disk 100 ms later. */
  readonly sync?: 'answer' | 'interval';
  /** How long a request waits for a disk that neither stores nor fails, in milliseconds. */
  readonly patience?: number;
  /** How often what was read and released is deleted, in milliseconds. */
  readonly turnover?: number;
  /** Told why events could not be stored; `lost` counts them. */
  readonly onError?: (error: unknown) => void;
}

interface SegmentJournalParts {
  readonly id: string;
  readonly writer: SegmentWriter;
  readonly reader: SegmentReader;
  readonly loss: LossCount;
  readonly unlock: () => void;
  readonly options: SegmentJournalOptions;
}

const syncInterval = 100;
/** How many events are worth a write, or a sync, without waiting for more. */
const gatherUpTo = { interval: 32, answer: 128 } as const;

/**
 * A journal in files of one folder, each named after the position it begins at. All who wait share one write and one
 * fdatasync. When the disk fails, those who wait are let go, their events count as lost, and the next ones try a new
 * segment: links go on working, and counting resumes by itself.
 */
export class SegmentJournal implements Journal {
  readonly id: string;
  /** Events stored since it was opened. */
  stored = 0;
  readonly #options: Required<Pick<SegmentJournalOptions, 'sync' | 'patience' | 'onError'>>;
  readonly #commit: GroupCommit<TrackingEvent>;
  readonly #bytes = new RecordBytes();
  readonly #writer: SegmentWriter;
  readonly #reader: SegmentReader;
  readonly #loss: LossCount;
  readonly #unlock: () => void;
  readonly #endTurnover: () => void;
  readonly #listeners = new Set<() => void>();
  #syncTimer: NodeJS.Timeout | undefined;
  #closed = false;

  /** Opens or creates the journal in a folder. Throws when another process has it open, or the folder cannot be written. */
  static async open(folder: string, options: SegmentJournalOptions = {}): Promise<SegmentJournal> {
    const { segmentBytes = 64 * 1024 * 1024, limitBytes = Number.POSITIVE_INFINITY } = options;
    const { openFile = open, onSync = () => undefined } = options;
    await mkdir(folder, { recursive: true });
    const unlock = lockFolder(folder);
    try {
      const id = await journalId(folder, openFile);
      const writer = await SegmentWriter.open(folder, { segmentBytes, limitBytes, openFile, onSync });
      const loss = await LossCount.open(folder);
      return new SegmentJournal({ id, writer, loss, reader: new SegmentReader(folder, writer, loss), unlock, options });
    } catch (error) {
      unlock();
      throw error;
    }
  }

  private constructor({ id, writer, reader, loss, unlock, options }: SegmentJournalParts) {
    const { sync = 'answer', patience = 1000, turnover = 60_000, onError = () => undefined } = options;
    this.id = id;
    this.#options = { sync, patience, onError };
    this.#commit = new GroupCommit({
      store: (events) => this.#store(events),
      gatherUpTo: gatherUpTo[sync],
      timeoutMs: patience,
      onTimeout: () => onError(new Error(`The disk has taken nothing for ${patience} ms.`)),
    });
    this.#writer = writer;
    this.#reader = reader;
    this.#loss = loss;
    this.#unlock = unlock;
    this.#endTurnover = startTurnover({ commit: this.#commit, writer, reader, every: turnover, onError });
  }

  get lost(): number {
    return this.#loss.value;
  }

  get late(): number {
    const { syncingSince = Number.POSITIVE_INFINITY, unsynced } = this.#writer;
    const isOverdue = this.#options.sync === 'interval' && performance.now() - syncingSince > this.#options.patience;
    return this.#commit.late + (isOverdue ? unsynced : 0);
  }

  /** Bytes on disk that no reader has released yet. */
  get waitingBytes(): number {
    return this.#reader.waitingBytes;
  }

  append(event: TrackingEvent): Promise<void> {
    const stored = this.#closed ? undefined : this.#commit.append(event);
    if (stored !== undefined) return stored;
    this.#loss.add(1);
    return Promise.resolve();
  }

  async #store(events: readonly TrackingEvent[]): Promise<void> {
    const count = events.length;
    try {
      await this.#writer.write(this.#bytes.of(events), count);
    } catch (error) {
      this.#options.onError(error);
      this.#loss.add(count);
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
      this.#loss.add(given);
      return;
    }
    for (const listener of this.#listeners) listener();
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(async () => {
      await this.#sync();
      this.#syncTimer = undefined;
      if (this.#writer.unsynced > 0) this.#syncSoon();
    }, syncInterval);
  }

  async #leaveSegment(): Promise<void> {
    await this.#sync();
    this.#loss.add(this.#writer.leave());
  }

  async resume(cursor: number): Promise<void> {
    this.#reader.resume(cursor);
  }

  read(): Promise<JournalPart | undefined> {
    return this.#reader.read();
  }

  onStored(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#endTurnover();
    // A disk that hangs must not keep the process from ending.
    await Promise.race([this.#finish(), delay(5 * this.#options.patience, undefined, { ref: false })]);
    this.#unlock();
  }

  async #finish(): Promise<void> {
    await this.#commit.idle();
    clearTimeout(this.#syncTimer);
    await this.#sync();
    if (this.waitingBytes === 0) await this.#writer.turnOver().catch(this.#options.onError);
    this.#loss.add(await this.#writer.close());
    await this.#loss.close();
  }
}
