import type { SegmentsState } from '../../../edge/journal/readable-segments.ts';

/** What a thread that stores events is told when it starts. */
export interface StoringTask {
  /** Of the database, with its password. */
  readonly url: string;
  readonly journal: { readonly id: string; readonly folder: string; readonly segments: SegmentsState };
  /** Undefined to store into whatever database is there. */
  readonly epoch: string | undefined;
  readonly pollIntervalMs: number | undefined;
}

/** What the thread that answers asks of the one that stores. */
export interface StoringCalls {
  /** There may be more to read. */
  stored(segments: SegmentsState): void;
  /** Resolves when everything up to here is in the database; rejects when stopped earlier. */
  idle(segments: SegmentsState): Promise<void>;
  /** Breaks the connections to a database that hangs. */
  breakConnections(): void;
  /** Stops after the current batch. */
  stop(): Promise<void>;
}

/** What the thread that stores says to the one that answers, which owns the files. */
export interface AnsweringCalls {
  begin(position: number): void;
  release(position: number, number: number | undefined): Promise<SegmentsState>;
  lose(events: number, files: readonly string[]): void;
  setAside(start: number, error: unknown): Promise<SegmentsState>;
  assertSame(): Promise<void>;
  failed(error: unknown): void;
  readFailed(error: unknown): void;
  drained(events: number): void;
  unknown(events: number): void;
  /** When the oldest event that is being stored happened. */
  holds(oldest: number | undefined): void;
}
