import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { brokenPromises, changedOutside } from './promise.conformance.ts';
import { context, recipient, wrapOnce, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

const html = await readFile(new URL('../../../examples/newsletter.html', import.meta.url), 'utf8');

describe('the example newsletter', () => {
  const { report, gaps, urls } = prepare(html, context);

  it('has 0 changed bytes outside links', () => {
    expect(changedOutside(wrapOnce, { html, settings: {}, whom: recipient })).toBe(0);
  });

  it('keeps every promise', () => {
    expect(brokenPromises(wrapOnce, { html, settings: {}, whom: recipient })).toEqual([]);
  });

  it('has only its web links wrapped', () => {
    expect(report.counts).toEqual({ wrap: 45, leave: 18, refuse: 0 });
    // Its two buttons are drawn twice each.
    expect(urls).toHaveLength(43);
    expect(new Set(urls).size).toBe(37);
    expect(gaps.filter((gap) => gap.kind === 'pixel')).toHaveLength(1);
  });

  it('has the same links for Outlook and for other programs', () => {
    const shapes = report.links.filter((link) => link.element === 'v:roundrect');
    expect(shapes.map((link) => link.text)).toEqual(['See the collection', 'Press a gift card']);
    for (const shape of shapes) {
      const twin = report.links.find((link) => link.element === 'a' && link.text === shape.text);
      expect(twin?.url).toBe(shape.url);
    }
  });

  it('equals the original for a recipient whose tracking is off', () => {
    const prepared = prepare(html, context);
    expect(render(prepared, wrappingFor(prepared.urls), { ...recipient, tracking: 'off' })).toBe(html);
  });
});
