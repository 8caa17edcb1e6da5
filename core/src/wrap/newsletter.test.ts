import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { brokenPromises } from './promise.conformance.ts';
import { context, recipient, wrapOnce, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

const html = await readFile(new URL('../../../examples/newsletter.html', import.meta.url), 'utf8');

/** Bytes that differ between two mails once the gaps are taken out of both. */
function changedBytes(): number {
  const prepared = prepare(html, context);
  let position = 0;
  let changed = 0;
  prepared.pieces.forEach((piece, index) => {
    const original = html.slice(position, position + piece.length);
    for (let at = 0; at < piece.length; at++) if (piece[at] !== original[at]) changed++;
    position += piece.length + (prepared.gaps[index]?.original.length ?? 0);
  });
  return changed + Math.abs(html.length - position);
}

describe('the example newsletter', () => {
  const { report, gaps, targets } = prepare(html, context);

  it('has 0 changed bytes outside links', () => {
    expect(changedBytes()).toBe(0);
  });

  it('keeps every promise', () => {
    expect(brokenPromises(wrapOnce, { html, settings: {}, whom: recipient })).toEqual([]);
  });

  it('is wrapped where it leads to the web and nowhere else', () => {
    expect(report.counts).toEqual({ wrap: 45, leave: 18, refuse: 0 });
    expect(targets).toHaveLength(37);
    expect(gaps.filter((gap) => gap.kind === 'pixel')).toHaveLength(1);
  });

  it('has the same links for Outlook and for everybody else', () => {
    const shapes = report.links.filter((link) => link.element === 'v:roundrect');
    expect(shapes.map((link) => link.text)).toEqual(['See the collection', 'Press a gift card']);
    for (const shape of shapes) {
      const twin = report.links.find((link) => link.element === 'a' && link.text === shape.text);
      expect(twin?.target).toBe(shape.target);
    }
  });

  it('is the original for a recipient without consent', () => {
    const prepared = prepare(html, context);
    expect(render(prepared, wrappingFor(prepared.targets), { ...recipient, consent: 'none' })).toBe(html);
  });
});
