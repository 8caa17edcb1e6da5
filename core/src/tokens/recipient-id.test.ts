import { describe, expect, it } from 'vitest';
import { portableMac } from './mac.ts';
import { decodeRecipientId, encodeRecipientId, forms, hashRecipientId } from './recipient-id.ts';

const key = new Uint8Array(32).fill(9);
const hash = hashRecipientId(key, 'jane@example.com');

describe('the form of a recipient id', () => {
  it.each([
    { recipient: undefined, form: 'none', bytes: 0 },
    { recipient: '', form: 'none', bytes: 0 },
    { recipient: '0', form: 'decimal', bytes: 1 },
    { recipient: '127', form: 'decimal', bytes: 1 },
    { recipient: '128', form: 'decimal', bytes: 2 },
    { recipient: '9007199254740993', form: 'decimal', bytes: 8 },
    { recipient: '18446744073709551615', form: 'decimal', bytes: 10 },
    { recipient: '18446744073709551616', form: 'text', bytes: 20 },
    { recipient: '99999999999999999999', form: 'text', bytes: 20 },
    { recipient: '042', form: 'text', bytes: 3 },
    { recipient: '-1', form: 'text', bytes: 2 },
    { recipient: '1.0', form: 'text', bytes: 3 },
    { recipient: '٣', form: 'text', bytes: 2 },
    { recipient: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', form: 'uuid', bytes: 16 },
    { recipient: 'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6', form: 'text', bytes: 36 },
    { recipient: 'f81d4fae7dec11d0a76500a0c91e6bf6', form: 'text', bytes: 32 },
    { recipient: '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}', form: 'text', bytes: 38 },
    { recipient: 'é'.repeat(32), form: 'text', bytes: 64 },
    { recipient: 'é'.repeat(33), form: 'hashed', bytes: 16 },
    { recipient: 'x'.repeat(65), form: 'hashed', bytes: 16 },
    { recipient: '@', form: 'hashed', bytes: 16 },
    { recipient: 'jane@example.com', form: 'hashed', bytes: 16 },
    { recipient: hash, form: 'hashed', bytes: 16 },
    { recipient: 'h:tooshort', form: 'text', bytes: 10 },
    { recipient: `h:${'A'.repeat(21)}B`, form: 'text', bytes: 24 },
  ] as const)('of $recipient is $form in $bytes bytes', ({ recipient, form, bytes }) => {
    const encoded = encodeRecipientId(recipient, key, portableMac);
    expect(encoded.form).toBe(forms[form]);
    expect(encoded.bytes.length).toBe(bytes);
    const mustHash = form === 'hashed' && recipient !== hash;
    const expected = form === 'none' ? undefined : mustHash ? hashRecipientId(key, recipient) : recipient;
    expect(decodeRecipientId(encoded.form, encoded.bytes, 0, encoded.bytes.length)).toBe(expected);
  });
});

describe('the keyed hash of a recipient', () => {
  it('is printed as h: and 22 characters of base64url', () => {
    expect(hash).toMatch(/^h:[A-Za-z0-9_-]{22}$/);
  });

  it.each([' jane@example.com', 'jane@example.com\r\n', 'JANE@Example.COM', '\tJane@example.com '])(
    'of %j is the hash of jane@example.com',
    (written) => {
      expect(hashRecipientId(key, written)).toBe(hash);
    },
  );

  it('leaves non-ASCII letters unchanged, so that every programming language computes the same hash', () => {
    expect(hashRecipientId(key, 'JÖRG@example.com')).toBe(hashRecipientId(key, 'jÖrg@example.com'));
    expect(hashRecipientId(key, 'JÖRG@example.com')).not.toBe(hashRecipientId(key, 'jörg@example.com'));
  });

  it('distinguishes long ids that differ only in case, because they are not mail addresses', () => {
    expect(hashRecipientId(key, 'x'.repeat(65))).not.toBe(hashRecipientId(key, 'X'.repeat(65)));
  });

  it('differs from key to key', () => {
    expect(hashRecipientId(new Uint8Array(32), 'jane@example.com')).not.toBe(hash);
  });

  it('may be computed by the sender and passed instead of the address', () => {
    expect(encodeRecipientId(hash, key, portableMac)).toEqual(encodeRecipientId('jane@example.com', key, portableMac));
  });
});
