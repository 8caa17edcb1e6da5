import { judgeDeepLink, readAppleFile } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import { readLink } from './asked-link.ts';
import { toHostView, toLinkView } from './view.ts';

const url = 'https://brand.com/shop/1';
const view = (details: unknown) => {
  const file = readAppleFile(JSON.stringify({ applinks: { details } }));
  const files = { apple: { state: 'read', file }, android: { state: 'missing' } } as const;
  const link = toLinkView(readLink(url), judgeDeepLink(url, 'depends-on-aasa', files), 'en');
  const host = toHostView('brand.com', { counting: { ios: undefined, android: undefined }, due: [] }, files, 'en');
  return { link, host, text: JSON.stringify({ link, host }) };
};

describe('what is told about a link', () => {
  it('is short, however many apps a file names, and begins with those that open the link', () => {
    const apps = Array.from({ length: 4000 }, (_, index) => `ABCDE12345.com.a${index}`);
    const { link, text } = view([
      { appIDs: apps, components: [{ '/': '/other' }] },
      { appIDs: ['ABCDE12345.com.brand.shop'], components: [{ '/': '/shop/*' }] },
    ]);
    expect(link.apps[0]).toMatchObject({ app: 'ABCDE12345.com.brand.shop', answer: { answer: 'opens' } });
    expect([link.apps.length, link.moreApps]).toEqual([20, 3981]);
    expect(text.length).toBeLessThan(5000);
  });

  it('is short, however long names and rules are', () => {
    const long = 'x'.repeat(50_000);
    const { link, text } = view([
      {
        appIDs: [`ABCDE12345.${long}`],
        components: [{ '/': `/shop/*${'*'.repeat(50_000)}` }],
        [long]: 1,
        [`${long}y`]: 2,
      },
    ]);
    expect(link.outcome).toBe('breaks');
    expect(text.length).toBeLessThan(10_000);
  });

  it('may have details of an app that is ignored where no other is', () => {
    const { link } = view([{ appIDs: ['ABCDE12345.com.brand.shop'], components: [{ '/': '/other' }] }]);
    expect(link).toMatchObject({ reason: 'no-rule', moreApps: 0, apps: [{ answer: { answer: 'no-rule' } }] });
  });
});
