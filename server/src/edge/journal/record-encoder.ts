import type { TrackingEvent } from './journal.ts';
import { sealRecords, unsealedRecord } from './record.ts';

/** Of UTF-8 for one unit of a text. */
const mostBytes = 3;

/**
 * Writes events as lines of a segment file, into the same memory each time: new memory for every batch is outside of what
 * the collector moves around cheaply, and makes it work more often.
 */
export class RecordBytes {
  readonly #memory = Buffer.allocUnsafeSlow(256 * 1024);

  /** Good until the next call. */
  of(events: readonly TrackingEvent[]): Buffer {
    const text = events.map(unsealedRecord).join('');
    const fits = text.length * mostBytes <= this.#memory.length;
    const lines = fits ? this.#memory.subarray(0, this.#memory.write(text)) : Buffer.from(text);
    sealRecords(lines);
    return lines;
  }
}
