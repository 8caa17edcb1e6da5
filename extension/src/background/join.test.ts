import { verdict } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import type { FrameReport, PageLink } from '../protocol.ts';
import { asWritten, editorsOf, joinFrames } from './join.ts';

const link = (href: string): PageLink => ({ href, text: href, label: '', attributes: [] });
const report = (editors: readonly string[], ...hrefs: string[]): FrameReport => ({
  revision: 1,
  editors,
  links: hrefs.map(link),
});

describe('joinFrames', () => {
  const frames = new Map([
    [12, report(['grapesjs'], 'c')],
    [0, report([], 'a')],
    [4, report(['tinymce', 'grapesjs'], 'b', 'b')],
  ]);

  it('puts the page first and keeps the frame and position of every link', () => {
    expect(joinFrames(frames).map(({ frameId, index, link: { href } }) => [frameId, index, href])).toEqual([
      [0, 0, 'a'],
      [4, 0, 'b'],
      [4, 1, 'b'],
      [12, 0, 'c'],
    ]);
  });

  it('names each editor once', () => {
    expect(editorsOf(frames)).toEqual(['tinymce', 'grapesjs']);
  });

  it('returns nothing for a tab without frames', () => {
    expect(joinFrames(new Map())).toEqual([]);
  });
});

describe('asWritten', () => {
  it('passes text and attributes on to the verdict', () => {
    expect(asWritten({ ...link('https://x.example'), attributes: [['data-track', 'off']] })).toEqual({
      originalUrl: 'https://x.example',
      text: 'https://x.example',
      attributes: new Map([['data-track', 'off']]),
    });
  });

  it('adds the words around a link that says nothing itself, and of no other', () => {
    const around = { before: '<p>To stop receiving these emails, click ', after: '.</p>' };
    const here = asWritten({ ...link('https://news.example.org/u?k=8f3a'), text: 'here', around });
    expect(here.beside).toContain('To stop receiving these emails');
    expect(verdict(here, {}).findings).toMatchObject([{ code: 'unsubscribe' }]);
    expect(asWritten({ ...link('https://x.example'), text: 'Our shop', around })).not.toHaveProperty('beside');
  });
});
