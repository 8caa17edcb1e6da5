import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReply, encodeQuery } from './dns-message.ts';

const question = { name: 'click.brand.com', type: 'A', recursive: true } as const;
const query = encodeQuery(question);
const { questions } = decode(query.bytes);
const good = encode({
  type: 'response',
  id: query.id,
  flags: AUTHORITATIVE_ANSWER,
  questions,
  answers: [
    { type: 'CNAME', name: question.name, ttl: 60, data: 'target.example' },
    { type: 'A', name: 'target.example', ttl: 60, data: '203.0.113.7' },
    { type: 'CAA', name: question.name, ttl: 60, data: { flags: 0, tag: 'issue', value: 'ca.example' } },
  ],
});

describe('a query', () => {
  const label = fc.stringMatching(/^[a-z0-9_-]{1,63}$/);
  const names = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const types = fc.constantFrom('A', 'AAAA', 'CNAME', 'NS', 'MX', 'TXT', 'CAA' as const);

  it('can be decoded by any DNS software', () => {
    fc.assert(
      fc.property(names, types, fc.boolean(), fc.boolean(), fc.boolean(), (name, type, recursive, unchecked, edns) => {
        const { id, bytes } = encodeQuery({ name, type, recursive, unchecked }, edns);
        const read = decode(bytes);
        expect(read).toMatchObject({ id, type: 'query', flag_rd: recursive, flag_cd: unchecked, answers: [] });
        expect(read.questions).toHaveLength(1);
        expect(read.questions?.[0]).toMatchObject({ type, class: 'IN' });
        expect(read.questions?.[0]?.name.toLowerCase()).toBe(name);
        expect(read.additionals?.map((record) => record.type)).toEqual(edns ? ['OPT'] : []);
        expect(decode.bytes).toBe(bytes.length);
      }),
    );
  });

  it('has an unpredictable id and letter case', () => {
    const many = Array.from({ length: 200 }, () => encodeQuery(question));
    expect(new Set(many.map(({ id }) => id)).size).toBeGreaterThan(190);
    expect(new Set(many.map(({ bytes }) => decode(bytes).questions?.[0]?.name)).size).toBeGreaterThan(150);
  });
});

describe('a reply', () => {
  it('is decoded faithfully', () => {
    expect(decodeReply(query, good)).toMatchObject({ code: 0, authoritative: true, answers: { length: 3 } });
  });

  it('with any octets changed, removed or added is decoded or refused, but breaks nothing', () => {
    const change = fc.record({ at: fc.nat(good.length - 1), octet: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 8 }),
        fc.nat(good.length),
        fc.uint8Array({ maxLength: 40 }),
        (changes, cut, more) => {
          const bytes = Buffer.from(good);
          for (const { at, octet } of changes) bytes[at] = octet;
          const message = Buffer.concat([bytes.subarray(0, cut), more]);
          const result = decodeReply(query, message);
          expect(['object', 'string', 'undefined']).toContain(typeof result);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of arbitrary octets breaks nothing either, and is handled quickly', () => {
    const began = performance.now();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (octets) => {
        decodeReply(query, Buffer.concat([query.bytes.subarray(0, 2), octets]));
      }),
      { numRuns: 2000 },
    );
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
