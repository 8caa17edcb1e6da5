import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailLike, wholeMail } from './mail-like.testing.ts';
import type { WrapContext } from './prepare.ts';
import { brokenPromises, wrapOnce } from './promise.testing.ts';

const mails = fc.oneof(mailLike, wholeMail);
const positions: fc.Arbitrary<WrapContext['pixel']> = fc.constantFrom('end', 'start', 'both');

describe('a wrapped mail', () => {
  it('keeps every other byte, and every reader sees the same mail', () => {
    fc.assert(
      fc.property(mails, positions, (html, pixel) => {
        expect(brokenPromises(html, wrapOnce(html, { pixel }))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays as it is when it is wrapped again', () => {
    fc.assert(
      fc.property(mails, positions, (html, pixel) => {
        const once = wrapOnce(html, { pixel }).html;
        expect(wrapOnce(once, { pixel }).html).toBe(once);
      }),
      { numRuns: 700 },
    );
  });

  it('is the original when there is nothing to track', () => {
    fc.assert(
      fc.property(mails, (html) => {
        expect(wrapOnce(html, { trackClicks: false, trackOpens: false }).html).toBe(html);
      }),
      { numRuns: 300 },
    );
  });
});
