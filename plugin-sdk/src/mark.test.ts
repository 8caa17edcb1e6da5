import { describe, expect, it } from 'vitest';
import { readMark, writeMark } from './mark.ts';

/** The part of an element that marks use. */
function element(attributes: Record<string, string> = {}) {
  const map = new Map(Object.entries(attributes));
  return {
    getAttribute: (name: string) => map.get(name) ?? null,
    setAttribute: (name: string, value: string) => void map.set(name, value),
    removeAttribute: (name: string) => void map.delete(name),
    attributes: () => Object.fromEntries(map),
  };
}

describe('the author’s mark on a link', () => {
  it.each([
    [{ 'data-track': 'off' }, 'off'],
    [{ 'data-track': ' OFF ' }, 'off'],
    [{ 'data-track': 'on' }, 'on'],
    [{ 'data-track': ' On\n' }, 'on'],
    [{ 'data-track': '' }, undefined],
    [{}, undefined],
  ])('read from %j is %j', (attributes, mark) => {
    expect(readMark(element(attributes))).toBe(mark);
  });

  it('is added and removed without changing anything else', () => {
    const link = element({ href: 'https://brand.com/' });
    writeMark(link, 'off');
    expect(link.attributes()).toEqual({ href: 'https://brand.com/', 'data-track': 'off' });
    writeMark(link, 'on');
    expect(link.attributes()).toEqual({ href: 'https://brand.com/', 'data-track': 'on' });
    writeMark(link, undefined);
    expect(link.attributes()).toEqual({ href: 'https://brand.com/' });
  });
});
