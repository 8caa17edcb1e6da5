import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, cut, fill } from './edits.ts';

describe('edits', () => {
  it('replace their spans and keep every other byte', () => {
    const edits = [
      { start: 0, end: 1, text: '<' },
      { start: 3, end: 3, text: '|' },
      { start: 5, end: 6, text: '' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('<bc|de');
  });

  it('leave the source alone when there are none', () => {
    expect(applyEdits('a\r\n\0\uD800', [])).toBe('a\r\n\0\uD800');
  });
});

describe('cutting', () => {
  it('leaves one more piece than gaps and applies fixed edits immediately', () => {
    const cuts = [
      { start: 1, end: 2 },
      { start: 3, end: 4, text: 'X' },
      { start: 6, end: 6 },
    ];
    expect(cut('abcdef', cuts)).toEqual(['a', 'cXef', '']);
  });

  it('is undone by filling the gaps with the original text', () => {
    const sourceWithSpans = fc
      .tuple(fc.string({ unit: 'binary' }), fc.array(fc.nat(200), { maxLength: 20 }))
      .map(([source, numbers]) => {
        const bounds = numbers.map((number) => Math.min(number, source.length)).sort((a, b) => a - b);
        const spans = bounds.flatMap((start, index) =>
          index % 2 === 0 ? [{ start, end: bounds[index + 1] ?? start }] : [],
        );
        return { source, spans };
      });
    fc.assert(
      fc.property(sourceWithSpans, ({ source, spans }) => {
        const originals = spans.map(({ start, end }) => source.slice(start, end));
        expect(fill(cut(source, spans), originals)).toBe(source);
      }),
    );
  });
});
