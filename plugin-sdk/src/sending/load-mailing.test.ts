import { encodeKey } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import { createWaymark } from '../waymark.ts';
import { loadMailing } from './load-mailing.ts';
import type { StoredMailing } from './stored-mailing.ts';

const host = 'click.brand.com';
const origin = `https://${host}`;
const signer = { origin, host, keyId: 1, key: encodeKey(new Uint8Array(32).fill(7)) };
const settings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin,
  pixelOrigin: origin,
  host,
  status: 'verified',
  diagnosis: null,
  trackOpens: true,
  trackClicks: true,
  allowLocalHosts: false,
};
const html = '<body><a href="https://brand.com/a">A</a> <a href="https://brand.com/b">B</a></body>';
const text = 'A: https://brand.com/a';

/** A mailing with an HTML and a text part, prepared on a server that wraps or does not. */
function prepared(wraps = true) {
  const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_1', 'lnk_2'] }, opens: signer };
  const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
  const created = wraps ? { mailingId: 'mlg_9', wrapping, reason: null } : { mailingId: null, wrapping: null, reason };
  const answers: Record<string, unknown> = {
    'projects.settings': settings,
    'mailings.deepLinks': { links: [] },
    'mailings.create': created,
  };
  const send: typeof fetch = async (url) => {
    const names = new URL(String(url)).pathname.replace('/trpc/', '').split(',');
    return Response.json(names.map((name) => ({ result: { data: answers[name] } })));
  };
  const waymark = createWaymark({ server: 'https://waymark.example', key: 'k', project: 'p1', fetch: send });
  return waymark.prepare({ name: 'November', html, text, textLinks: 'wrap' });
}

describe('a mailing that was stored as JSON', () => {
  it.each([true, false])('renders the same elsewhere, wrapped or not (%s)', async (wraps) => {
    const mailing = await prepared(wraps);
    const loaded = loadMailing(JSON.stringify(mailing));
    for (const recipient of [{ id: '1' }, { id: 7 }, { tracking: 'off' }, { mergeTag: '{{id}}' }, {}] as const) {
      expect(loaded.renderParts(recipient)).toEqual(mailing.renderParts(recipient));
      expect(loaded.render(recipient)).toBe(mailing.render(recipient));
    }
    expect(JSON.stringify(loaded)).toBe(JSON.stringify(mailing));
    expect(loaded).toMatchObject({ mailingId: mailing.mailingId, reason: mailing.reason, report: mailing.report });
    expect(loaded.render({ id: '1' }) === html).toBe(!wraps);
  });

  it('is loaded by the client, too', async () => {
    const waymark = createWaymark({ server: 'https://waymark.example', key: 'k' });
    const mailing = await prepared();
    expect((await waymark.load(mailing.toJSON())).render({ id: '1' })).toBe(mailing.render({ id: '1' }));
  });

  it.each([{ id: '1', tracking: 'no' }, { email: 'ada@brand.com' }, 'ada', null])(
    'is rendered for nobody whose tracking is not clear: %j',
    async (recipient) => {
      const loaded = loadMailing(JSON.stringify(await prepared()));
      expect(() => loaded.render(recipient as never)).toThrow(TypeError);
      expect(() => loaded.renderParts(recipient as never)).toThrow(TypeError);
    },
  );

  const damages: [string, (stored: StoredMailing) => unknown][] = [
    ['is another object', () => ({ hello: 'world' })],
    ['is a list', () => []],
    ['is of a version that is not known', (stored) => ({ ...stored, version: 2 })],
    ['has lost its parts', ({ parts: _, ...rest }) => rest],
    ['has lost its reports', (stored) => ({ ...stored, reports: {} })],
    ['has lost what is filled in', (stored) => ({ ...stored, wrapped: {} })],
    ['has lost a signing key', (stored) => changed(stored, { clicks: { ...signer, key: '', links: [1, 2] } })],
    ['has lost a number of a link', (stored) => changed(stored, { clicks: { ...signer, links: [1] } })],
    ['has links without a number', (stored) => changed(stored, { clicks: { ...signer, links: ['lnk_1', 'lnk_2'] } })],
    ['has lost a part of its mail', (stored) => withHtml(stored, { pieces: [] })],
    ['has a gap of an unknown kind', (stored) => withHtml(stored, { pieces: ['', ''], gaps: [{ kind: 'new' }] })],
    ['wraps one part only', (stored) => ({ ...stored, parts: { html, text, amp: '<html amp4email></html>' } })],
  ];
  const changed = (stored: StoredMailing, wrapping: object) => ({
    ...stored,
    wrapped: { ...stored.wrapped, wrapping: { ...stored.wrapped?.wrapping, ...wrapping } },
  });
  const withHtml = (stored: StoredMailing, part: object) => ({
    ...stored,
    wrapped: {
      ...stored.wrapped,
      prepared: { ...stored.wrapped?.prepared, html: { ...stored.wrapped?.prepared.html, ...part } },
    },
  });

  it.each(damages)('is refused when it %s', async (_, damage) => {
    const stored = JSON.parse(JSON.stringify(await prepared())) as StoredMailing;
    expect(() => loadMailing(JSON.stringify(damage(stored)))).toThrow('This is not a stored mailing');
  });

  it('is refused when it is no JSON', () => {
    expect(() => loadMailing('{"waymark":"mail')).toThrow('This is not a stored mailing: it is not JSON.');
  });
});
