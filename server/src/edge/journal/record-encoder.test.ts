import { expect, it } from 'vitest';
import type { TrackingEvent } from './journal.ts';
import { encodeRecord } from './record.ts';
import { RecordEncoder } from './record-encoder.ts';

const event = (number: number, userAgent: string): TrackingEvent => ({
  id: `018f-${number}`,
  type: 'click',
  at: 1_795_000_000_000 + number,
  subject: number,
  userAgent,
});
const events = (count: number, userAgent = 'Firefox') =>
  Array.from({ length: count }, (_, number) => event(number, userAgent));

it.each([
  ['none', []],
  ['one', events(1)],
  ['one of characters that take up to four bytes', events(1, 'é€😀')],
  ['as many as are written at once', events(128)],
  ['more than the memory holds', events(5000)],
  ['more than the memory holds, in bytes alone', events(500, '€'.repeat(400))],
])('writes %s as the lines of their records', (_what, some) => {
  const expected = some.map(encodeRecord).join('');
  expect(new RecordEncoder().encode(some).toString()).toBe(expected);
});

it('contains nothing of earlier events', () => {
  const bytes = new RecordEncoder();
  bytes.encode(events(100));
  expect(bytes.encode(events(2)).toString()).toBe(events(2).map(encodeRecord).join(''));
});
