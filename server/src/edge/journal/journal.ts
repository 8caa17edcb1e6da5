/** What a request gives away about its client, besides who requested what. */
export interface Signals {
  /** A browser prefetched it, without a click. */
  readonly prefetch?: true;
  /** A click by a client that had requested the same link by HEAD just before. */
  readonly afterHead?: true;
  /** A short name for the owner of the network it came from, where nobody browses from it. */
  readonly network?: string;
  /** It came from a connection of which a member said that it does not count. */
  readonly own?: true;
  /** It asked for the destination of an app link as JSON, as apps do. */
  readonly app?: true;
}

/** An open or a click as written to the journal: everything that is kept of the request. */
export interface TrackingEvent extends Signals {
  /** UUID version 7 (RFC 9562), created when the request is accepted, so that storing the event twice has no effect. */
  readonly id: string;
  readonly type: 'click' | 'open';
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** The link's id of a click, the mailing's id of an open. */
  readonly subject: number;
  readonly recipientId?: string;
  readonly ip?: string;
  readonly userAgent?: string;
}

/** A stretch of the journal, handed out once. What is never released is read again after `resume`, or when the journal is reopened. */
export interface JournalBatch {
  readonly events: readonly TrackingEvent[];
  /** Where to resume after this batch, to be stored with its events; undefined when the journal remembers that itself. */
  readonly cursor: number | undefined;
  /**
   * Says that these events, and those of all batches before, are stored elsewhere and may be deleted; except for `lost` of
   * them, which could not be stored.
   */
  release(lost?: number): Promise<void>;
}

/**
 * Where events are kept between the answer and the database.
 *
 * Guarantees for readers: everything whose `append` has resolved is there, even after a crash, except what `lost`
 * and `late` count; events are read in the order in which they were stored; what is not durable yet is
 * not read, so nothing that was read disappears. A batch may be read twice; event ids reveal duplicates.
 */
export interface Journal {
  /** Identifies this journal, so that each has its own cursor. */
  readonly id: string;
  /** Events that could not be stored, since the journal was created. */
  readonly lost: number;
  /** Events whose requests were answered because storing takes too long: still in memory, and stored or lost in the end. */
  readonly late: number;
  /** Resolves when the event is stored, or counted in `lost` or `late`: the request is answered either way. Never rejects. */
  append(event: TrackingEvent): Promise<void>;
  /**
   * Goes back to what was not released. A cursor from before the oldest batch that is left continues there; one that this
   * journal has never reached (it was restored from an older copy) starts over, and event ids tell duplicates.
   */
  resume(cursor: number): Promise<void>;
  /** The next batch, of so many bytes at most if the journal can tell; undefined when there is nothing more for now. */
  read(maxBytes?: number): Promise<JournalBatch | undefined>;
  /** Calls back when there may be more to read, until the returned function is called. */
  onStored(listener: () => void): () => void;
  /** Stores what waits, then closes the files. Events appended afterwards count as lost. */
  close(): Promise<void>;
}
