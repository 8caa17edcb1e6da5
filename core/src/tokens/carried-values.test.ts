import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';
import { fewerMailRuns, hold } from '../runs.testing.ts';
import { carriedForSlots, carriedRecipient } from './carried-values.ts';

const slots = (query: string, number = 2) => Object.fromEntries([...carriedForSlots(query, number)].toSorted());

describe('the values in the query of a wrapped link', () => {
  it.each([
    ['1=shoes&t', { 1: 'shoes' }],
    ['1=H&M&t', { 1: 'H&M' }],
    ['1=H&M&2=at&t&t', { 1: 'H&M', 2: 'at&t' }],
    ['1=a=b&c=d&2=&t', { 1: 'a=b&c=d', 2: '' }],
    ['1=&&2=&t', { 1: '&', 2: '' }],
    ['2=b&1=a&t', { 1: 'a', 2: 'b' }],
    ['utm_source=x&1=H&M&t', { 1: 'H&M' }],
    ['r=4711&1=H&M&t', { r: '4711', 1: 'H&M' }],
    ['1=a&01=b&0=c&t', { 1: 'a&01=b&0=c' }],
  ])('end at the next number, at r, or where the link is closed: %s', (query, values) => {
    expect(slots(query)).toEqual(values);
  });

  it.each(['&utm_source=x', '&t=30', '&type=x', '&2=b', '.', ')', '%3E', ';', '&', '?utm_source=x'])(
    'are followed by what others appended: …&t%s',
    (appended) => expect(slots(`1=H&M&t${appended}`)).toEqual({ 1: 'H&M' }),
  );

  it.each([
    ['1=a&utm_source=x', { 1: 'a' }],
    ['1=a&1=b', { 1: 'a' }],
    ['1=a&2=b&t=30', { 1: 'a', 2: 'b' }],
    ['1=H&M', { 1: 'H' }],
    ['&t=5&1=a', { 1: 'a' }],
    ['&t', {}],
    ['', {}],
  ])('are those of any query in a link that is not closed: %s', (query, values) => {
    expect(slots(query)).toEqual(values);
  });

  it.each([
    ['1=x&2=y&2=b&t', { 1: 'x', 2: 'b' }],
    ['1=a&2=y&1=x&t', { 1: 'a', 2: 'y' }],
    ['1=x&3=y&2=b&t', { 1: 'x', 2: 'b' }],
  ])('take the place of no other, whatever they hold: %s', (query, values) => {
    expect(slots(query)).toMatchObject(values);
  });

  it.each([
    ['r=4711&t', '4711'],
    ['r=H&M&t&utm_source=x', 'H&M'],
    ['r=H&M&1=a&t', 'H&M'],
    ['1=a&r=H&M&t', 'H&M'],
    ['r=4711&1=x&r=9&t', '4711'],
    ['r=4711&utm_source=x', '4711'],
    ['r=&r=2', '2'],
    ['1=r=2&t', undefined],
  ])('hold the recipient: %s', (query, recipient) => expect(carriedRecipient(query)).toBe(recipient));

  it('are read as they were filled in, whatever they are', () => {
    const value = fc
      .string({ unit: fc.constantFrom(...'&t&t=;r123ax%/.?é-'), maxLength: 12 })
      .filter((text) => !/&([1-9]\d*|r)=/.test(`${text}&`));
    const appended = fc.constantFrom('', '&utm_source=x', '&t=1', '&1=x', '&r=7', '.', '?a=b');
    const property = fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.option(value),
      appended,
      (values, id, more) => {
        const written = [...(id === null ? [] : [`r=${id}`]), ...values.map((text, index) => `${index + 1}=${text}`)];
        const query = `${[...written, 't'].join('&')}${more}`;
        const read = carriedForSlots(query, values.length);
        expect(values.map((_, index) => read.get(String(index + 1)))).toEqual(values);
        expect(carriedRecipient(query)).toBe(id || undefined);
      },
    );
    console.log(`values read as they were filled in: ${hold(property, fewerMailRuns)}`);
  });

  it.each(['&t', '&tx', '&1=', '&1=&t', '&r=', '1'])('are read in linear time: %s', (part) => {
    expect(growth((query) => carriedForSlots(`1=a${query}`, 9999), part)).toBeLessThan(10);
    expect(growth((query) => carriedRecipient(`1=a${query}`), part)).toBeLessThan(10);
  });
});
