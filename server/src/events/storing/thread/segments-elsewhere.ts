import type { BirpcReturn } from 'birpc';
import type { ReadableSegments, SegmentsState } from '../../../edge/journal/readable-segments.ts';
import type { AnsweringCalls, StoringCalls } from './calls.ts';

/** Segments that another thread writes, as it last said they are. */
export class SegmentsElsewhere implements ReadableSegments {
  state: SegmentsState;
  readonly #writer: BirpcReturn<AnsweringCalls, StoringCalls>;

  constructor(state: SegmentsState, writer: BirpcReturn<AnsweringCalls, StoringCalls>) {
    this.state = state;
    this.#writer = writer;
  }

  get starts(): SegmentsState['starts'] {
    return this.state.starts;
  }

  get end(): number {
    return this.state.end;
  }

  get number(): number {
    return this.state.number;
  }

  get released(): SegmentsState['released'] {
    return this.state.released;
  }

  begin(position: number): void {
    void this.#writer.begin.asEvent(position);
  }

  async release(position: number, number: number | undefined): Promise<void> {
    this.state = await this.#writer.release(position, number);
  }

  lose(events: number, files: readonly string[]): void {
    void this.#writer.lose.asEvent(events, files);
  }

  async setAside(start: number, error: unknown): Promise<void> {
    this.state = await this.#writer.setAside(start, error);
  }
}
