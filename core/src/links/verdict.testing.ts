import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { type LinkAsWritten, type VerdictContext, verdict } from './verdict.ts';

/** Action, codes of the findings, and the URL where it is not the link as written. */
export type Row = readonly [link: string | LinkAsWritten, action: Action, codes: string, url?: string];

export const context: VerdictContext = { trackingHost: 'click.brand.com' };

export function codesOf(link: LinkAsWritten, using: VerdictContext = context): string {
  return verdict(link, using)
    .findings.map(({ code }) => code)
    .join(' ');
}

/** One row of the table of links that are wrapped, left or refused, with its cases. */
export function row(words: string, table: readonly Row[], using: VerdictContext = context): void {
  describe(words, () => {
    it('has at least five cases', () => expect(table.length).toBeGreaterThanOrEqual(5));
    const cases = table.map(([link, action, codes, opens]) => {
      const written = typeof link === 'string' ? { originalUrl: link } : link;
      const { originalUrl, text, attributes } = written;
      const shown = [originalUrl, text, ...(attributes ?? [])]
        .map((part) => JSON.stringify(part)?.slice(0, 70))
        .join(' ');
      return {
        shown,
        written,
        expected: { action, codes, url: action === 'wrap' ? (opens ?? originalUrl) : undefined },
      };
    });
    it.each(cases)('$shown', ({ written, expected }) => {
      const { action, url } = verdict(written, using);
      expect({ action, codes: codesOf(written, using), url }).toEqual(expected);
    });
  });
}
