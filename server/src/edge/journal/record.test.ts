import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Signals, TrackingEvent } from './journal.ts';
import { decodeRecord, encodeRecord } from './record.ts';

const sample = { id: '019a9b1c-0000-7000-8000-000000000001' };
const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
const asked = fc.record({
  id: fc.uuid({ version: 7 }),
  type: fc.constantFrom('click', 'open'),
  at: fc.integer({ min: 0, max: 2 ** 45 }),
  subject: fc.maxSafeNat(),
  recipientId: text,
  ip: text,
  userAgent: text,
});
const signals: fc.Arbitrary<Signals> = fc.record(
  {
    prefetch: fc.constant(true),
    afterHead: fc.constant(true),
    network: fc.string(),
    own: fc.constant(true),
    app: fc.constant(true),
  },
  { requiredKeys: [] },
);
const event: fc.Arbitrary<TrackingEvent> = fc.tuple(asked, signals).map(([one, marked]) => ({ ...one, ...marked }));

describe('a record', () => {
  it('is one line from which the event can be read', () => {
    fc.assert(
      fc.property(event, (one) => {
        const line = encodeRecord(one);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeRecord(line.slice(0, -1))).toEqual(one);
      }),
    );
  });

  it('that is damaged anywhere is not mistaken for an event', () => {
    fc.assert(
      fc.property(event, fc.nat(), fc.integer({ min: 1, max: 127 }), (one, place, change) => {
        const line = encodeRecord(one).slice(0, -1);
        const at = place % line.length;
        const other = String.fromCharCode(line.charCodeAt(at) ^ change);
        expect(decodeRecord(line.slice(0, at) + other + line.slice(at + 1))).toBeUndefined();
        expect(decodeRecord(line.slice(0, at))).toBeUndefined();
      }),
    );
  });

  it.each(['', '1', '1zzzzzzzz[]', '2d41d8cd9[]', '\0\0\0\0\0\0\0\0\0\0\0'])('is not %j', (line) => {
    expect(decodeRecord(line)).toBeUndefined();
  });

  it.each([
    'no JSON',
    'null',
    '{}',
    '[]',
    '["no uuid","c",1,1,null,null,null]',
    `["${sample.id}","x",1,1,null,null,null]`,
    `["${sample.id}","constructor",1,1,null,null,null]`,
    `["${sample.id}","c","1",1,null,null,null]`,
    `["${sample.id}","c",1,1.5,null,null,null]`,
    `["${sample.id}","c",1,1,7,null,null]`,
    `["${sample.id}","c",1,1,null,null,{}]`,
  ])('is not %s, although its checksum is right', (json) => {
    const sum = crc32(json).toString(16).padStart(8, '0');
    expect(decodeRecord(`1${sum}${json}`)).toBeUndefined();
  });

  it('of version 1 remains readable', () => {
    const written = '18bc92e61["019a9b1c-0000-7000-8000-000000000001","c",1795000000000,7,"42","192.0.2.0","Firefox"]';
    expect(decodeRecord(written)).toEqual({
      id: '019a9b1c-0000-7000-8000-000000000001',
      type: 'click',
      at: 1_795_000_000_000,
      subject: 7,
      recipientId: '42',
      ip: '192.0.2.0',
      userAgent: 'Firefox',
    });
  });
});
