import { describe, expect, it } from 'vitest';
import { addressOf, askedBy, changed } from './list-query.ts';

const queryOf = (address: string) => Object.fromEntries(new URL(address, 'http://localhost').searchParams);

describe('the address of the list of domains', () => {
  it.each([
    '/settings/domains',
    '/settings/domains?search=click.br%C3%BCcke',
    '/settings/domains?search=a%26b&state=troubled&order=oldest_check&after=WyJhIl0',
    '/settings/domains?add=',
  ])('%s says what is asked for, and is made from it', (address) => {
    expect(addressOf(askedBy(queryOf(address)))).toBe(address);
  });

  it('says nothing by what it does not know, and asks for no more than the API takes', () => {
    const { input } = askedBy({ state: 'broken', order: 'size', search: 'x'.repeat(10_000) });
    expect(input).toEqual({ limit: 50, search: 'x'.repeat(200) });
  });

  it('begins with the first page when something else is asked for', () => {
    const second = askedBy({ state: 'pending', after: 'WyJhIl0' });
    expect(addressOf(changed(second, { search: 'brand' }))).toBe('/settings/domains?search=brand&state=pending');
  });
});
