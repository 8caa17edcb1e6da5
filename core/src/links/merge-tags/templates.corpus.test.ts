import { systemTemplates } from '@waymark/corpus/system-templates';
import { afterAll, describe, expect, it } from 'vitest';
import { fillSlots } from '../../tokens/destination-template.ts';
import { prepare } from '../../wrap/prepare.ts';
import { context, idOf, wrapOnce } from '../../wrap/promise.testing.ts';
import type { LinkReport } from '../../wrap/report.ts';

const templates = systemTemplates();
const passing = { mergeTags: 'pass-through', trackOpens: false } as const;
const rows: Record<string, unknown>[] = [];

describe.each(templates)('a mail of $name', ({ name, html, tag }) => {
  const tags = [...new Set(html.match(tag))];
  const { links, counts } = prepare(html, context).report;
  const sealed = wrapOnce(html).targets;
  const passed = wrapOnce(html, passing);

  /** The mail as its system sends it, with a value for each tag, except those around links and for footers. */
  const merge = (text: string) =>
    text.replace(tag, (found) => (isValue(found) ? `value-${tags.indexOf(found)}.a` : found));
  const carried = prepare(html, { ...context, ...passing }).report.links.filter(({ findings }) => {
    return findings.some(({ code }) => code === 'merge-tag-passed');
  });
  const isValue = (found: string) => carried.some(({ originalUrl }) => decoded(originalUrl).includes(decoded(found)));

  it('has none of its tags sealed, raw or encoded', () => {
    expect(tags.length).toBeGreaterThan(5);
    expect(sealed.filter(hasTag)).toEqual([]);
    expect(passed.targets.filter(hasTag)).toEqual([]);
    expect(links.filter(({ action, originalUrl }) => action !== 'leave' && hasTag(originalUrl))).toEqual([]);
  });

  it('has its ordinary links wrapped, and its footer left', () => {
    expect(sealed).toEqual(expect.arrayContaining(['https://shop.example/sale?utm_source=mail&utm_id=42#top']));
    const footer = links.filter(({ text, originalUrl }) => {
      return /^(?:Unsubscribe|Preferences|View this mail in your browser)$/.test(text) && hasTag(originalUrl);
    });
    for (const link of footer) {
      const { originalUrl, action } = link;
      expect([originalUrl, action, codes(link)]).toEqual([
        originalUrl,
        'leave',
        expect.stringContaining('unsubscribe'),
      ]);
    }
  });

  it('leads every reader to the same addresses where values pass through', () => {
    const before = addresses(merge(html));
    const after = addresses(merge(passed.html)).map((address) => opened(address, passed.targets));
    expect(after).toEqual(before);
  });

  rows.push({
    system: name,
    links: links.length,
    wrapped: counts.wrap,
    ...Object.fromEntries(
      [
        ...Map.groupBy(
          links.filter(({ action }) => action === 'leave'),
          codes,
        ),
      ].map(([code, { length }]) => [`left: ${code}`, length]),
    ),
    'values passed': carried.length,
    'sealed placeholders': [...sealed, ...passed.targets].filter(hasTag).length,
  });

  function hasTag(address: string): boolean {
    return [address, decoded(address)].some((text) => text.search(tag) !== -1);
  }
});

afterAll(() => console.table(rows));

it('at least 12 systems have one', () => expect(templates.length).toBeGreaterThanOrEqual(12));

function codes({ findings }: LinkReport): string {
  return [...new Set(findings.map(({ code }) => code))].sort().join(' + ') || '–';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%[\dA-F]{2}/gi, (byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16)));
  }
}

/** What each link of a mail opens, as a browser would write it. */
function addresses(html: string): readonly string[] {
  return prepare(html, context).report.links.map(({ originalUrl }) => URL.parse(originalUrl)?.href ?? originalUrl);
}

/** Where a click on an address leads: through a wrapped link, as a server would answer it. */
function opened(address: string, targets: readonly string[]): string {
  const [, token, query = ''] = /^https:\/\/click\.brand\.example\/c\/([\w-]+)(?:\?(.*))?$/.exec(address) ?? [];
  return token === undefined ? address : fillSlots(targets[idOf('c', token)] ?? '', query);
}
