import { dirname } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { reachedFrom } from './imports.ts';
import { read, sources } from './tree.ts';

const linesOf = (file: string) => read(file).trimEnd().split('\n').length;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Where a request to a tracking host is answered, and what start/ hands in for it: the links and the log of events. */
const answer = 'server/src/edge/answer.ts';
const handedIn = ['server/src/edge/links/link-map.ts', 'server/src/edge/journal/segment-journal.ts'];

/**
 * All files that run for a click: their imports followed through the server and, name by name, into core; types run nowhere.
 * Without the links and the journal they were 24 files of 1,431 lines on 29 November 2026, with them 43 of 3,013. Numbers in the
 * log, and what becomes of its unreadable files, took 300 more; a copy of the links on a disk that can only be read took 28,
 * and a count of losses that is damaged took 11. The table of merge tags of sending systems, by which a recipient id is told from
 * a tag that nobody filled in, took 101 in two files, and the syntax of PHP 7; the team's own connections
 * took a file of 19 lines and 56 beside it, and one spelling of each IPv6 address 6. Values that hold a `&` took the file that
 * reads them, 57 lines less 3, and seven more systems a line each. The association files of a host,
 * which stand beside its links, took two files and 70 lines, and 24 in the copy of the links; telling
 * the apps that resolve a link from programs took 12.
 */
describe('what a click may reach', () => {
  it.each([
    { what: 'until its answer is known', roots: [answer], files: 29, lines: 1778 },
    { what: 'with its link found and its event on disk', roots: [answer, ...handedIn], files: 49, lines: 3883 },
  ])('$what, stays within $files files and $lines lines', ({ roots, files, lines }) => {
    const reached = reachedFrom(roots);
    expect(reached).toContain('server/src/edge/click.ts');
    expect(reached).toContain('core/src/tokens/token.ts');
    expect(reached.length, reached.join('\n')).toBeLessThanOrEqual(files);
    expect(sum(reached.map(linesOf)), reached.join('\n')).toBeLessThanOrEqual(lines);
  });
});

describe('folders', () => {
  it('hold at most 15 files each, tests and tables of data aside', () => {
    const folders = Map.groupBy(sources, (file) => dirname(file));
    const full = [...folders]
      .filter(([, inside]) => inside.length > 15)
      .map(([name, { length }]) => `${name}: ${length}`);
    expect(full).toEqual([]);
  });
});

describe('files', () => {
  it('have a median below 80 lines', () => {
    const lengths = sources.map(linesOf).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
  });
});
