import type { PreviewLink, ProjectSettings } from '@waymark/sdk';
import { describe, expect, it } from 'vitest';
import { pageState } from './page-state.ts';
import { previewWithoutServer, signedOutSettings } from './preview.ts';

const settings: ProjectSettings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin: 'https://click.brand.com',
  pixelOrigin: 'https://click.brand.com',
  host: 'click.brand.com',
  status: 'verified',
  state: 'verified',
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};

const joined = (text: string, label = '') => ({
  frameId: 2,
  index: 0,
  link: { href: 'https://brand.com/', text, label, attributes: [] },
});

const link: PreviewLink = {
  index: 0,
  originalUrl: 'https://brand.com/ü',
  text: '',
  action: 'wrap',
  wrapped: 'https://click.brand.com/c/………',
  deepLink: 'none',
  findings: [],
};

describe('pageState', () => {
  it.each<[string, ProjectSettings]>([
    ['signed-out', signedOutSettings],
    ['no-project', { ...settings, project: null }],
    ['no-domain', { ...settings, host: null, origin: null, status: null }],
    ['not-verified', { ...settings, status: 'pending' }],
    ['clicks-off', { ...settings, trackClicks: false }],
    ['ready', settings],
  ])('says %s', (readiness, given) => {
    expect(pageState({ links: [], settings: given }, [], [], 'en').readiness).toBe(readiness);
  });

  it.each([
    ['unknown_key', 'key-refused'],
    ['not_signed_in', 'key-refused'],
    ['unreachable', 'unreachable'],
    ['database_away', 'unreachable'],
  ])('takes %s for %s', (code, readiness) => {
    const problem = { code, message: 'Something went wrong.', hint: '' };
    expect(pageState({ links: [], settings: signedOutSettings }, [], [], 'en', problem).readiness).toBe(readiness);
  });

  it.each<[string, ProjectSettings]>([
    ['while nobody is signed in', signedOutSettings],
    ['without a domain', { ...settings, host: null, origin: null, status: null }],
    ['on a domain that is not verified', { ...settings, status: 'pending' }],
    ['with click tracking off', { ...settings, trackClicks: false }],
  ])('promises no count %s', (_, given) => {
    expect(pageState({ links: [link], settings: given }, [joined('a')], [], 'en').links[0]?.mark).toBe('plain');
  });

  it('says that clicks would be counted where nothing is known to wrap the mail', () => {
    expect(pageState({ links: [link], settings }, [joined('a')], [], 'en').links[0]?.mark).toBe('would');
  });

  it('names a link by its text, or by its image', () => {
    const named = (text: string, label: string) =>
      pageState({ links: [link], settings }, [joined(text, label)], ['tinymce'], 'en').links[0]?.text;
    expect(named('Coats', 'A coat')).toBe('Coats');
    expect(named('', 'A coat')).toBe('A coat');
  });

  it('shows where a link leads when the project adds parameters, and only then', () => {
    const url = 'https://brand.com/?utm_source=newsletter';
    const added = { ...link, url, findings: [{ code: 'utm-added', severity: 'info' } as const] };
    const links = pageState({ links: [added, { ...link, url }], settings }, [joined('a'), joined('b')], [], 'en').links;
    expect(links.map(({ destination, mark }) => [destination, mark])).toEqual([
      [url, 'would'],
      [undefined, 'would'],
    ]);
  });

  it('counts the bytes that wrapping adds, as sent', () => {
    const state = pageState(
      { links: [link, { ...link, wrapped: undefined }], settings },
      [joined('a'), joined('b')],
      [],
      'en',
    );
    expect(state.growth).toBe(35 - 20);
  });

  it('explains findings in the language of the browser', () => {
    const found = { ...link, findings: [{ code: 'merge-tag', severity: 'info' } as const] };
    const titles = (['en', 'de'] as const).map(
      (language) => pageState({ links: [found], settings }, [joined('a')], [], language).links[0]?.findings[0]?.title,
    );
    expect(new Set(titles).size).toBe(2);
  });
});

describe('previewWithoutServer', () => {
  it('judges links as a server would, without wrapping any', () => {
    const { links } = previewWithoutServer([{ originalUrl: 'https://brand.com/' }, { originalUrl: 'myapp://open/5' }]);
    expect(links.map(({ action, wrapped, deepLink }) => [action, wrapped, deepLink])).toEqual([
      ['wrap', undefined, 'depends-on-aasa'],
      ['leave', undefined, 'custom-scheme'],
    ]);
  });
});
