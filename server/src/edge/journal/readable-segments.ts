import type { NumberedPosition, SegmentWriter } from './segment-writer.ts';

/** Where the segments of a journal begin and end: what can be told to a reader in another thread. */
export interface SegmentsState {
  /** The start positions of the segments, in order. */
  readonly starts: readonly number[];
  /** The position after the last event on disk. */
  readonly end: number;
  /** The number of the next event after those on disk. */
  readonly number: number;
  /** Up to where everything was released. */
  readonly released: NumberedPosition;
}

/** What a reader of segments needs to know, and whom it tells what became of them. */
export interface ReadableSegments extends SegmentsState {
  /** Reading begins here: what lies before was stored elsewhere, or is not there any more. */
  begin(position: number): void;
  /** Everything before a position is stored elsewhere; the number is that of the next event, where it is known. */
  release(position: number, number: number | undefined): Promise<void>;
  /** Events are missing: how many, and the files that they were in. */
  lose(events: number, files: readonly string[]): void;
  /** The segment that begins at a position cannot be read. Resolves when it is out of the way. */
  setAside(start: number, error: unknown): Promise<void>;
}

/** What happens beside the files of segments. */
export type SegmentsOptions = Pick<ReadableSegments, 'lose' | 'setAside'>;

/** The segments that a writer writes, for whoever reads them. */
export class WrittenSegments implements ReadableSegments {
  readonly lose: ReadableSegments['lose'];
  readonly setAside: ReadableSegments['setAside'];
  readonly #writer: SegmentWriter;
  #readFrom = 0;

  constructor(writer: SegmentWriter, { lose, setAside }: SegmentsOptions) {
    this.#writer = writer;
    this.lose = lose;
    this.setAside = setAside;
  }

  get starts(): readonly number[] {
    return this.#writer.starts;
  }

  get end(): number {
    return this.#writer.end;
  }

  get number(): number {
    return this.#writer.number;
  }

  get released(): NumberedPosition {
    return this.#writer.released;
  }

  /** Bytes that nobody has released yet. */
  get waitingBytes(): number {
    return this.#writer.end - this.#readFrom;
  }

  begin(position: number): void {
    this.#readFrom = position;
  }

  async release(position: number, number: number | undefined): Promise<void> {
    this.#readFrom = position;
    this.#writer.release(position, number);
    await this.#writer.deleteBefore(position);
  }
}
