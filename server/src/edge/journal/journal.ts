/** What a request showed besides who asked for what. */
export interface Marks {
  /** A browser fetched it beforehand, without a click. */
  readonly prefetch?: true;
  /** A click by whoever had asked for the same link by HEAD just before. */
  readonly afterHead?: true;
  /** Whose network it came from, where that is known to be no person's: a short name. */
  readonly network?: string;
}

/** An open or a click as it goes into the journal: all that is kept of the request. */
export interface TrackingEvent extends Marks {
  /** UUID version 7 (RFC 9562), made when the request is accepted: storing it twice stores it once. */
  readonly id: string;
  readonly type: 'click' | 'open';
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** The link's id of a click, the message's id of an open. */
  readonly subject: number;
  readonly recipientId?: string;
  readonly ip?: string;
  readonly userAgent?: string;
}

/** A stretch of the journal, given out once. What is never released comes again: after `resume`, or when the journal is opened anew. */
export interface JournalPart {
  readonly events: readonly TrackingEvent[];
  /** Where to resume behind this part, to be stored with its events; undefined when the journal remembers by itself. */
  readonly cursor: number | undefined;
  /** Says that these events are stored elsewhere, and those of all parts before: they may be deleted. */
  release(): Promise<void>;
}

/**
 * Where events wait between the answer and the database.
 *
 * What a reader may rely on: everything whose `append` has resolved is there, also after a crash, except what `lost`
 * counted and what `late` counts; events come in the order in which they were stored; what is not stored for good yet is
 * not read, so nothing that was read disappears. A part may come twice, and the id of an event tells.
 */
export interface Journal {
  /** Names this journal among others, so that each has its own cursor. */
  readonly id: string;
  /** Events that could not be stored since there is this journal. */
  readonly lost: number;
  /** Events whose requests were answered because storing them takes too long: they are in memory, and stored or lost in the end. */
  readonly late: number;
  /** Resolves when the event is stored, or is counted in `lost` or `late`: whoever waits goes on either way. Never rejects. */
  append(event: TrackingEvent): Promise<void>;
  /**
   * Goes back to what was not released. A cursor from before the oldest part that is left goes on there; one that this
   * journal has never reached (it was restored from an older copy) starts over, and event ids tell what is known.
   */
  resume(cursor: number): Promise<void>;
  /** The next part; undefined when there is nothing more for now. */
  read(): Promise<JournalPart | undefined>;
  /** Calls back when there may be more to read, until the function it answers with is called. */
  onStored(listener: () => void): () => void;
  /** Stores what waits, then lets go of the files. Appending afterwards counts as lost. */
  close(): Promise<void>;
}
