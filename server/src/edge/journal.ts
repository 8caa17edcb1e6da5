import type { TrackingEvent } from './event.ts';

/** A stretch of the journal and where it ends. */
export interface JournalPart {
  readonly events: readonly TrackingEvent[];
  /** The position to read on from; equal to the one asked for when there is nothing more. */
  readonly next: number;
}

/**
 * Where events wait between the answer and the database.
 *
 * What a reader may rely on: everything whose `append` has resolved is there, once, also after a crash, except what
 * `lost` counted; events come in the order in which they were stored; a position read up to is valid for ever; what is
 * not on disk yet is not read, so nothing that was read disappears.
 */
export interface Journal {
  /** Names this journal among others, so that each has its own cursor. */
  readonly id: string;
  /** Events that could not be stored since the start, because the disk failed or fell behind too far. */
  readonly lost: number;
  /** Resolves when the event is stored, or is counted in `lost`: whoever waits goes on either way. Never rejects. */
  append(event: TrackingEvent): Promise<void>;
  /**
   * Reads on from a position, 0 at first. A position before the oldest part that is left goes on there; one that this
   * journal has never reached (it was restored from an older copy) starts over, and event ids tell what is known.
   */
  read(from: number): Promise<JournalPart>;
  /** Says that nothing before the position will be read again: it may be deleted. */
  release(position: number): Promise<void>;
  /** Calls back after events were stored, until the function it answers with is called. */
  onStored(listener: () => void): () => void;
  /** Stores what waits, then lets go of the files. Appending afterwards counts as lost. */
  close(): Promise<void>;
}
