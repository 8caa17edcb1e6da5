import type { LinkAsWritten } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import { createWaymark } from '../waymark.ts';
import type { PreviewFacts } from './preview.ts';
import { previewLinks } from './preview-links.ts';
import { previewMail } from './preview-mail.ts';
import type { ProjectSettings } from './settings.ts';

const settings: ProjectSettings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin: 'https://click.brand.com',
  pixelOrigin: 'https://click.brand.com',
  host: 'click.brand.com',
  status: 'verified',
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};
const shop = [{ originalUrl: 'https://brand.com/shop?a=1', text: 'Shop' }];
const mail = '<html><body><p><a href="https://brand.com/shop?a=1">Shop</a> <a href="tel:+1">Call</a></p></body></html>';

const createPreview = (mail: string | readonly LinkAsWritten[], of: ProjectSettings, facts?: PreviewFacts) =>
  typeof mail === 'string' ? previewMail(mail, of, facts) : previewLinks(mail, of, facts);

describe('the preview of a list of links', () => {
  it('shows the destination and form of the wrapped link, 48 characters on an 11-character host', () => {
    const ofShort = createPreview(shop, { ...settings, origin: 'https://c.brand.com', host: 'c.brand.com' });
    expect(ofShort.links).toMatchObject([
      { index: 0, originalUrl: 'https://brand.com/shop?a=1', text: 'Shop', action: 'wrap' },
    ]);
    expect(ofShort.links[0]?.url).toBe('https://brand.com/shop?a=1');
    expect(ofShort.links[0]?.wrapped).toBe(`https://c.brand.com/c/${'•'.repeat(26)}`);
    expect(ofShort.links[0]?.wrapped).toHaveLength(48);
  });

  it('shows what the server knows of links that open apps, only if it is asked', async () => {
    const asked: unknown[] = [];
    const known = { outcome: 'kept', reason: 'confirmed', app: 'x', version: '8.2', date: '2026-11-30', choice: null };
    const send: typeof fetch = async (input, init) => {
      if (String(input).includes('settings')) return Response.json([{ result: { data: settings } }]);
      asked.push(JSON.parse(String(init?.body)));
      return Response.json([{ result: { data: { links: [{ url: shop[0]?.originalUrl, ...known }] } } }]);
    };
    const waymark = createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send });
    expect((await waymark.preview(shop)).links[0]).toMatchObject({ action: 'wrap', findings: [] });
    expect(asked).toEqual([]);
    const [link] = (await waymark.preview(mail, { deepLinks: true })).links;
    expect(asked).toEqual([{ 0: { urls: ['https://brand.com/shop?a=1'] } }]);
    expect(link).toMatchObject({ appLink: true, wrapped: `https://click.brand.com/a/${'•'.repeat(26)}` });
    expect(link?.findings.map(({ code }) => code)).toEqual(['app-kept']);
    expect(link?.alternatives).toContainEqual({ choice: 'keep', isCurrent: true });
    expect((await waymark.preview(shop, { deepLinks: true })).links[0]).toMatchObject({ appLink: true });
  });

  it.each<[string, Partial<ProjectSettings>]>([
    ['the domain is not verified', { status: 'pending' }],
    ['no domain is attached', { origin: null, host: null, status: null }],
    ['clicks are not tracked', { trackClicks: false }],
  ])('shows the verdict but no wrapped link while %s', (_, change) => {
    const [link] = createPreview(shop, { ...settings, ...change }).links;
    expect(link).toMatchObject({ action: 'wrap', url: 'https://brand.com/shop?a=1' });
    expect(link).not.toHaveProperty('wrapped');
  });

  it('shows what the project’s UTM template adds, with the name of the mailing once it is known', () => {
    const parameters = [
      { name: 'utm_source', value: 'newsletter' },
      { name: 'utm_campaign', value: '{mailing} of {project}' },
    ];
    const tagged = { ...settings, utm: { parameters, excludedHosts: [] } };
    const [link] = createPreview(shop, tagged, { mailingName: 'November' }).links;
    const url = 'https://brand.com/shop?a=1&utm_source=newsletter&utm_campaign=November%20of%20Newsletter';
    expect(link).toMatchObject({ originalUrl: 'https://brand.com/shop?a=1', url, findings: [{ code: 'utm-added' }] });
    expect(createPreview(mail, tagged, { mailingName: 'November' }).links[0]?.url).toBe(url);
    const parametersSoFar = 'utm_source=newsletter, utm_campaign={mailing} of Newsletter';
    const [unnamed] = createPreview(shop, tagged).links;
    expect(unnamed?.findings).toMatchObject([{ details: { parameters: parametersSoFar } }]);
    for (const idle of [{ trackClicks: false }, { status: 'pending' as const }]) {
      expect(createPreview(shop, { ...tagged, ...idle }).links[0]).toMatchObject({
        url: shop[0]?.originalUrl,
        findings: [],
      });
    }
  });

  it('says why links are left alone', () => {
    const links = [
      { originalUrl: 'mailto:hello@brand.com' },
      { originalUrl: 'https://brand.com/', attributes: new Map([['data-track', 'off']]) },
      { originalUrl: 'javascript:alert(1)' },
    ];
    const preview = createPreview(links, settings);
    expect(preview.links.map(({ action, findings }) => [action, findings.map(({ code }) => code)])).toEqual([
      ['leave', []],
      ['leave', ['no-track']],
      ['refuse', ['dangerous-scheme']],
    ]);
    expect(preview.links.some((link) => 'wrapped' in link || 'url' in link)).toBe(false);
  });

  it("recognises the project's own wrapped links", () => {
    const preview = createPreview([{ originalUrl: 'https://click.brand.com/c/AAEC' }], settings);
    expect(preview.links).toMatchObject([
      { action: 'leave', findings: [{ code: 'already-wrapped', details: { sender: 'self' } }] },
    ]);
  });

  it('recognises wrapped links on every tracking host of the account, as far as the key may know them', () => {
    const links = [{ originalUrl: 'https://links.brand.com/c/AAEC' }];
    const trackingHosts = ['click.brand.com', 'links.brand.com'];
    expect(createPreview(links, { ...settings, trackingHosts }).links).toMatchObject([
      { action: 'leave', findings: [{ code: 'already-wrapped', details: { sender: 'self' } }] },
    ]);
    expect(createPreview(links, { ...settings, trackingHosts: null }).links).toMatchObject([{ action: 'wrap' }]);
  });

  it('refuses links to this machine unless the server is being tried out locally', () => {
    const links = [{ originalUrl: 'http://localhost:3000/' }];
    expect(createPreview(links, settings).links).toMatchObject([{ action: 'refuse' }]);
    expect(createPreview(links, { ...settings, allowLocalHosts: true }).links).toMatchObject([{ action: 'wrap' }]);
  });
});

describe("the preview of a mail's HTML", () => {
  it('shows each link with its text, and the size before and after wrapping', () => {
    const preview = createPreview(mail, settings);
    expect(preview.links).toMatchObject([
      { index: 0, text: 'Shop', action: 'wrap', wrapped: expect.stringContaining('https://click.brand.com/c/•') },
      { index: 1, text: 'Call', action: 'leave' },
    ]);
    expect(preview.bytesBefore).toBe(mail.length);
    expect(preview.bytesAfter).toBeGreaterThan(mail.length);
  });

  it('shows no growth while nothing can be wrapped', () => {
    const preview = createPreview(mail, { ...settings, status: 'not_verified' });
    expect(preview).toMatchObject({ bytesBefore: mail.length, bytesAfter: mail.length });
    expect(preview.links.map(({ action }) => action)).toEqual(['wrap', 'leave']);
  });
});
