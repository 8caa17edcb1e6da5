import { describe, expect, it } from 'vitest';
import { isGap, prepare } from './prepare.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true };
const { gaps, urls } = prepare(
  `<body><a href="https://brand.com/a">A</a><a href='https://brand.com/b'>B</a><a href=https://brand.com/c>C</a></body>`,
  context,
);

describe('a gap that was stored', () => {
  it('is known again', () => {
    expect(gaps.length).toBe(4);
    const read: unknown[] = JSON.parse(JSON.stringify(gaps));
    expect(read.filter((gap) => isGap(gap, urls.length))).toEqual(gaps);
  });

  it.each([
    null,
    'link',
    {},
    { ...gaps[0], kind: 'new' },
    { ...gaps[0], original: undefined },
    { ...gaps[0], urlIndex: 3 },
    { ...gaps[0], urlIndex: -1 },
    { ...gaps[0], urlIndex: '0' },
    { ...gaps[0], quote: 'double' },
    { kind: 'parameters', original: 'https://brand.com/' },
  ])('is not taken for one when it is damaged: %j', (gap) => {
    expect(isGap(gap, urls.length)).toBe(false);
  });
});
