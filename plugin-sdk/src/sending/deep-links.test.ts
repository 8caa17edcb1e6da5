import { expect, it } from 'vitest';
import { createWaymark } from '../index.ts';

const host = 'click.brand.com';
const origin = `https://${host}`;
const settings = {
  project: { id: 'p1', name: 'Newsletter' },
  origin,
  pixelOrigin: origin,
  host,
  status: 'verified',
  diagnosis: null,
  trackOpens: false,
  trackClicks: true,
  allowLocalHosts: false,
};
const signer = { origin, host, keyId: 1, key: `${'q'.repeat(42)}A` };

/** A server that answers each procedure with a fixed result, and what it was asked. */
function server(results: Readonly<Record<string, unknown>>) {
  const asked: Record<string, unknown> = {};
  const send: typeof fetch = async (input, init) => {
    const name = new URL(String(input)).pathname.replace('/trpc/', '');
    asked[name] = JSON.parse(String(init?.body))[0];
    return Response.json([{ result: { data: results[name] } }]);
  };
  return { waymark: createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send }), asked };
}

it('asks what becomes of links that an app may open, and does with each what is known and was chosen', async () => {
  const urls = ['shop', 'kept', 'tagged', 'page'].map((name) => `https://brand.com/${name}`);
  const [left = '', kept = '', tagged = ''] = urls;
  const app = 'ABCDE12345.com.brand.shop';
  const utm = { parameters: [{ name: 'utm_source', value: 'news' }], excludedHosts: [] };
  const known = (url: string, more: object) => ({
    url,
    reason: 'rule',
    why: null,
    app,
    rule: null,
    choice: null,
    ...more,
  });
  const links = [
    known(left, { outcome: 'breaks' }),
    known(kept, { outcome: 'kept', reason: 'confirmed', version: '8.2', date: '2026-11-30' }),
    known(tagged, { outcome: 'breaks', choice: 'parameters' }),
    known(`${tagged}?utm_source=news`, { outcome: 'breaks' }),
  ];
  const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_101', 'lnk_102'] }, opens: null };
  const { waymark, asked } = server({
    'projects.settings': { ...settings, utm },
    'mailings.deepLinks': { links },
    'mailings.create': { mailingId: 'mlg_9', wrapping, reason: null },
  });
  const anchors = urls.map((url) => `<a href="${url}">x</a>`);
  const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html: anchors.join('') });
  expect(asked['mailings.deepLinks']).toEqual({
    projectId: 'p1',
    urls: urls.flatMap((url) => [url, `${url}?utm_source=news`]),
  });
  expect(asked['mailings.create']).toMatchObject({ urls: [kept, `${urls[3]}?utm_source=news`], appLinks: [0] });
  const tracked = mailing.render({ id: '1' }).replace(/\/([ac])\/[\w-]+/g, '/$1/…');
  expect(tracked).toBe(
    `${anchors[0]}<a href="${origin}/a/…">x</a><a href="${tagged}?utm_source=news">x</a><a href="${origin}/c/…">x</a>`,
  );
  expect(mailing.render({ tracking: 'off' })).toBe(mailing.html);
  expect(mailing.report.links.map(({ findings }) => findings.at(-1)?.code)).toEqual([
    'app-breaks',
    'app-kept',
    'app-parameters',
    'utm-added',
  ]);
});
