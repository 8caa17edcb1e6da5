import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedRecipientId } from './merged-recipient-id.ts';
import { hashRecipientId } from './recipient-id.ts';
import { openToken, sealToken } from './token.ts';

const key = new Uint8Array(32).fill(9);
const host = 'click.brand.com';

describe('the recipient id that a sending system filled in', () => {
  it.each([
    ['r=4711', '4711'],
    ['1=a&r=4711&r=2', '4711'],
    ['r=ab%2Bc%2Fd%3D', 'ab+c/d='],
    ['r=ab+c/d=', 'ab+c/d='],
    ['r=%C3%A4', 'ä'],
    ['r=\u00c3\u00a4', 'ä'],
    ['r=100%', '100%'],
    ['r=%FF', '\ufffd'],
    ['r=a%20b', 'a b'],
    ['r=0b9f6a52-4f53-4a1c-9d0e-2f8f6f3b1c11', '0b9f6a52-4f53-4a1c-9d0e-2f8f6f3b1c11'],
  ])('is read from %s', (query, recipient) => expect(mergedRecipientId(query, key)).toBe(recipient));

  it.each(['', 'r=', 'r', 'R=1', 'xr=1', '1=r=2', 't'])('is nobody in %j', (query) => {
    expect(mergedRecipientId(query, key)).toBeUndefined();
  });

  it.each([
    '{{subscriber.id}}',
    '{{ subscriber.id }}',
    '%7B%7Bsubscriber.id%7D%7D',
    '*|UNIQID|*',
    '%recipient.id%',
    '%%EA_ID%%',
    '<%=%20id%20%>',
    '%3C%25%3D+id+%25%3E',
    '{!Contact.Id}',
  ])('is nobody while it is the tag itself: %s', (tag) => expect(mergedRecipientId(`r=${tag}`, key)).toBeUndefined());

  it.each(['jane@brand.com', ' Jane@Brand.com', 'x'.repeat(65), 'ä'.repeat(33)])(
    'is a keyed hash instead of %s, the one a token would hold',
    (recipient) => {
      expect(mergedRecipientId(`r=${encodeURIComponent(recipient)}`, key)).toBe(hashRecipientId(key, recipient));
    },
  );

  it.each(['jane%2540brand.com', 'Jane%252540Brand.com', '%256Aane%2540brand.com'])(
    'is the hash of the address also where it was encoded twice or more: %s',
    (written) => expect(mergedRecipientId(`r=${written}`, key)).toBe(hashRecipientId(key, 'jane@brand.com')),
  );

  it('equals the id that would have been sealed into the token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (written) => {
        const recipient = written.toWellFormed();
        const token = sealToken({ kind: 'c', id: 1, keyId: 1, recipientId: recipient }, host, key);
        const sealed = openToken('c', token, host, () => key)?.recipientId;
        expect(mergedRecipientId(`1=a&r=${encodeURIComponent(recipient)}`, key)).toBe(sealed);
      }),
      { numRuns: 1000 },
    );
  });

  it('never contains a mail address and never throws, for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'r=&%4057aé@\u00ff\ud800\u0000{}') }), (query) => {
        expect(mergedRecipientId(query, key) ?? '').not.toContain('@');
      }),
      { numRuns: 2000 },
    );
  });
});
