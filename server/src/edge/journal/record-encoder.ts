import type { TrackingEvent } from './journal.ts';
import { addChecksums, recordWithoutChecksum } from './record.ts';

/** UTF-8 bytes that one UTF-16 code unit takes at most. */
const maxBytesPerUnit = 3;

/**
 * Encodes events as lines of a segment file, into the same buffer each time: a new one for every batch would be allocated
 * outside the heap, and make the garbage collector run more often.
 */
export class RecordEncoder {
  readonly #buffer = Buffer.allocUnsafeSlow(256 * 1024);

  /** Numbers the events from `first` on, if it is given. The result is valid until the next call. */
  encode(events: readonly TrackingEvent[], first?: number): Buffer {
    const numberOf = (index: number) => (first === undefined ? undefined : first + index);
    const text = events.map((event, index) => recordWithoutChecksum(event, numberOf(index))).join('');
    const fits = text.length * maxBytesPerUnit <= this.#buffer.length;
    const lines = fits ? this.#buffer.subarray(0, this.#buffer.write(text)) : Buffer.from(text);
    addChecksums(lines);
    return lines;
  }
}
