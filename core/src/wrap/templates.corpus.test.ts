import { sources } from '@waymark/corpus/sources';
import { afterAll, describe, expect, it } from 'vitest';
import { differenceToParser } from '../mail/parser-links.testing.ts';
import { propertyTimeoutMs } from '../runs.testing.ts';
import { prepare } from './prepare.ts';
import { brokenPromises, changedOutside } from './promise.conformance.ts';
import { context, recipient, wrapOnce } from './promise.testing.ts';

/** The mail with a distinct address for every link that has none yet, as a sender would fill it in. */
function filledIn(html: string): string {
  let links = 0;
  return html.replace(/(<a\b[^>]*?\shref=")(?:#|undefined|)"/g, (_, before) => {
    links++;
    return `${before}https://shop.example/${links}?from=mail&amp;n=${links}#top"`;
  });
}

const positions = ['end', 'start', 'both'] as const;

interface Row {
  readonly source: string;
  readonly licence: string;
  readonly mails: number;
  readonly kB: number;
  readonly links: number;
  readonly wrapped: number;
  readonly 'changed outside': number;
}

const rows: Row[] = [];

describe('third-party mails keep every promise', () => {
  it.each(sources)(
    '$name, $what',
    async ({ name, what, licence, mails }) => {
      const shipped = await mails();
      const texts = [...new Set(shipped.flatMap(({ html }) => [html, filledIn(html)]))];
      for (const html of texts) expect(differenceToParser(html)).toBeUndefined();
      const cases = texts.flatMap((html) => positions.map((pixel) => ({ html, settings: { pixel }, whom: recipient })));
      for (const given of cases) expect(brokenPromises(wrapOnce, given)).toEqual([]);
      const reports = texts.map((html) => prepare(html, context).report);
      rows.push({
        source: `${name}: ${what}`,
        licence,
        mails: texts.length,
        kB: Math.round(texts.join('').length / 1000),
        links: sum(reports.map(({ links }) => links.length)),
        wrapped: sum(reports.map(({ counts }) => counts.wrap)),
        'changed outside': sum(cases.map((given) => changedOutside(wrapOnce, given))),
      });
    },
    propertyTimeoutMs,
  );

  afterAll(() => console.table(rows));
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
