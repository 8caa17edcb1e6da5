import { encodeKey, maxLinks, maxLinksInMail, openToken, type Recipient } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import { createWaymark, type MailingToPrepare, WaymarkError } from '../index.ts';

const secret = new Uint8Array(32).fill(7);
const host = 'click.brand.com';
const origin = `https://${host}`;
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
const html = '<body><a href="https://brand.com/a">A</a> <a href=\'https://brand.com/b\'>B</a></body>';

const signer = { origin, host, keyId: 1, key: encodeKey(secret) };

/** A server that answers each procedure with a fixed result, and the mailings that were registered with it. */
function server(results: Readonly<Record<string, unknown>>) {
  const bodies: unknown[] = [];
  const send: typeof fetch = async (input, init) => {
    const procedures = new URL(String(input)).pathname.replace('/trpc/', '').split(',');
    if (procedures.includes('mailings.create')) bodies.push(JSON.parse(String(init?.body)));
    const answers = { 'mailings.deepLinks': { links: [] }, ...results };
    return Response.json(procedures.map((name) => ({ result: { data: answers[name as keyof typeof answers] } })));
  };
  return {
    waymark: createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send }),
    bodies,
  };
}

describe('a prepared mailing', () => {
  it('registers its destinations in order of first use', async () => {
    const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
    const { waymark, bodies } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: null, wrapping: null, reason },
    });
    await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(bodies).toEqual([
      {
        0: {
          projectId: 'p1',
          name: 'November',
          urls: ['https://brand.com/a', 'https://brand.com/b'],
          labels: ['A', 'B'],
          appLinks: [],
        },
      },
    ]);
  });

  it('is registered as a test send on request', async () => {
    const { waymark, bodies } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: null, wrapping: null, reason: { code: 'no_domain', message: '' } },
    });
    await waymark.prepare({ projectId: 'p1', name: 'November', html, test: true });
    expect(bodies).toMatchObject([{ 0: { test: true } }]);
  });

  it('registers the destinations that the UTM template completes', async () => {
    const parameters = [{ name: 'utm_campaign', value: '{mailing}' }];
    const { waymark, bodies } = server({
      'projects.settings': { ...settings, utm: { parameters, excludedHosts: [] } },
      'mailings.create': { mailingId: null, wrapping: null, reason: { code: 'no_domain', message: 'None.' } },
    });
    const { report } = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(bodies).toMatchObject([
      { 0: { urls: ['a', 'b'].map((one) => `https://brand.com/${one}?utm_campaign=November`) } },
    ]);
    // Nothing was wrapped after all.
    expect(report.links.map(({ url }) => url)).toEqual(['https://brand.com/a', 'https://brand.com/b']);
  });

  it('is registered without labels by a server of the previous version, which refuses them', async () => {
    const bodies: { labels?: unknown; urls?: unknown }[] = [];
    const refusal = { code: 'invalid_input', message: 'labels: Unrecognized key.', hint: 'Correct it.' };
    const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_101', 'lnk_102'] }, opens: signer };
    const send: typeof fetch = async (input, init) => {
      if (String(input).includes('settings')) return Response.json([{ result: { data: settings } }]);
      if (String(input).includes('deepLinks')) {
        const data = {
          code: 'NOT_FOUND',
          httpStatus: 404,
          error: { code: 'no_such_procedure', message: '', hint: '' },
        };
        return Response.json([{ error: { message: '', code: -32004, data } }], { status: 404 });
      }
      const { 0: body } = JSON.parse(String(init?.body));
      bodies.push(body);
      if (!body.labels) return Response.json([{ result: { data: { mailingId: 'mlg_9', wrapping, reason: null } } }]);
      const data = { code: 'BAD_REQUEST', httpStatus: 400, error: refusal };
      return Response.json([{ error: { message: refusal.message, code: -32600, data } }], { status: 400 });
    };
    const waymark = createWaymark({ server: 'https://waymark.example', key: 'k', fetch: send });
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(mailing.render({ id: '1' })).toContain(`${origin}/c/`);
    expect(bodies.map(({ labels }) => labels !== undefined)).toEqual([true, false]);
    expect(bodies.some((body) => 'appLinks' in body)).toBe(false);
    expect(bodies[1]?.urls).toEqual(bodies[0]?.urls);
  });

  it.each<[what: string, parts: object, code: string, message: string]>([
    ['an empty mail', { html: '' }, 'not_html', 'This is not an HTML mail: it is empty.'],
    ['a text', { html: 'Hello' }, 'not_html', 'This is not an HTML mail: there is no tag in it.'],
    ['nothing', { html: undefined }, 'invalid_input', '"html" has to be text, and it is undefined.'],
    ['half a character', { html: '<p>\ud800</p>' }, 'invalid_input', '"html" has half a character in it.'],
    ['a Promise', { html: Promise.resolve('<p>') }, 'invalid_input', '"html" has to be text, and it is a Promise.'],
    [
      'a text part that is none',
      { html: '<p>', text: null },
      'invalid_input',
      '"text" has to be text, and it is null.',
    ],
    [
      'an option that is none',
      { html, mergetags: 'pass-through' },
      'invalid_input',
      'A mailing has no "mergetags": hand in { projectId, name, html, text, amp, textLinks, mergeTags, test, idempotencyKey, signal }.',
    ],
    [
      'an option of another value',
      { html, textLinks: true },
      'invalid_input',
      '"textLinks" has to be one of these: leave, wrap.',
    ],
    ['a test that is text', { html, test: 'no' }, 'invalid_input', '"test" has to be true or false.'],
    [
      'more links than a mailing may have',
      { html: Array.from({ length: maxLinks + 1 }, (_, n) => `<a href="https://brand.com/${n}">x</a>`).join('') },
      'too_many_links',
      'A mailing may have 2000 different destinations, and a mail 5000 links in all; this one has more.',
    ],
    [
      'more links than a mail may have',
      { html: '<a href="mailto:a@brand.com">x</a>'.repeat(maxLinksInMail + 1) },
      'too_many_links',
      'A mailing may have',
    ],
  ])('is not made of %s, and nothing is registered', async (_, parts, code, message) => {
    const { waymark, bodies } = server({ 'projects.settings': settings });
    const mail = { projectId: 'p1', name: 'November', ...parts } as unknown as MailingToPrepare;
    const error = await waymark.prepare(mail).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WaymarkError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(bodies).toEqual([]);
  });

  it('is unchanged, with a reason, when the server cannot wrap', async () => {
    const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
    const { waymark } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: null, wrapping: null, reason },
    });
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    expect(mailing).toMatchObject({ mailingId: null, reason, html, report: { bytesAfter: html.length } });
    expect(mailing.render({ id: '4711' })).toBe(html);
  });

  it.each([{ id: '1', tracking: 'no' }, { id: '1', tracking: null }, { email: 'ada@brand.com' }, 'ada'])(
    'is refused for %j, whether the server can wrap or not',
    async (recipient) => {
      const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_101', 'lnk_102'] }, opens: signer };
      const reason = { code: 'no_domain', message: 'No tracking domain is attached.' };
      for (const created of [
        { mailingId: 'mlg_9', wrapping, reason: null },
        { mailingId: null, wrapping: null, reason },
      ]) {
        const { waymark } = server({ 'projects.settings': settings, 'mailings.create': created });
        const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html });
        expect(() => mailing.render(recipient as unknown as Recipient)).toThrow(TypeError);
        expect(() => mailing.renderParts(recipient as unknown as Recipient)).toThrow(TypeError);
      }
    },
  );

  it('is rendered with tokens for each recipient, which open with the key of the host', async () => {
    const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_101', 'lnk_102'] }, opens: signer };
    const { waymark, bodies } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: 'mlg_9', wrapping, reason: null },
    });
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    const mail = mailing.render({ id: '4711' });
    const tokens = [...mail.matchAll(/\/([co])\/([\w-]+)/g)].map(([, kind, token = '']) =>
      openToken(kind === 'c' ? 'c' : 'o', token, host, () => secret),
    );
    expect(tokens).toMatchObject([
      { kind: 'c', id: 101, recipientId: '4711' },
      { kind: 'c', id: 102, recipientId: '4711' },
      { kind: 'o', id: 9, recipientId: '4711' },
    ]);
    expect(mailing.render({ id: '4712' })).not.toBe(mail);
    expect(mailing.render({ id: '4711', tracking: 'off' })).toBe(html);
    expect(bodies).toHaveLength(1);
  });

  it('keeps its links when only opens have a domain, and reports the resulting size', async () => {
    const wrapping = { mailing: 'mlg_200000000', clicks: null, opens: signer };
    const { waymark } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: 'mlg_200000000', wrapping, reason: null },
    });
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'November', html });
    const mail = mailing.render({ id: '4000000000' });
    expect(mail).toContain('<a href="https://brand.com/a">');
    expect(mail).toMatch(/\/o\/[\w-]+\.gif/);
    expect(mailing.report.bytesAfter).toBe(mail.length);
  });
});

describe('a prepared mailing of several parts', () => {
  const text = 'B: https://brand.com/b\nC: https://brand.com/c\n';
  const amp = '<html ⚡4email><body><a href="https://brand.com/a">A</a></body></html>';
  const registered = (links: readonly number[]) =>
    server({
      'projects.settings': settings,
      'mailings.create': {
        mailingId: 'mlg_9',
        wrapping: { mailing: 'mlg_9', clicks: { ...signer, links: links.map((id) => `lnk_${id}`) }, opens: signer },
        reason: null,
      },
    });
  const idsIn = (part: string | undefined) =>
    [...(part ?? '').matchAll(/\/c\/([\w-]+)/g)].map(([, token = '']) => openToken('c', token, host, () => secret)?.id);

  it('is registered once, with the destinations of all', async () => {
    const { waymark, bodies } = registered([101, 102, 103]);
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'N', html, text, amp, textLinks: 'wrap' });
    expect(bodies).toEqual([
      {
        0: {
          projectId: 'p1',
          name: 'N',
          urls: ['https://brand.com/a', 'https://brand.com/b', 'https://brand.com/c'],
          labels: ['A', 'B', 'C'],
          appLinks: [],
        },
      },
    ]);
    const parts = mailing.renderParts({ id: '4711' });
    expect(idsIn(parts.html)).toEqual([101, 102]);
    expect(idsIn(parts.amp)).toEqual([101]);
    expect(idsIn(parts.text)).toEqual([102, 103]);
    expect(parts.html).toBe(mailing.render({ id: '4711' }));
    expect(mailing.renderParts({ tracking: 'off' })).toEqual({ html, text, amp });
  });

  it('keeps the links of its text part by default', async () => {
    const { waymark, bodies } = registered([101, 102]);
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'N', html, text });
    expect(mailing.renderParts({ id: '4711' }).text).toBe(text);
    expect(bodies).toMatchObject([{ 0: { urls: ['https://brand.com/a', 'https://brand.com/b'] } }]);
    expect(mailing.partReports.text?.links).toHaveLength(2);
    expect(mailing.partReports.amp).toBeUndefined();
  });

  it('reports sizes for each part', async () => {
    const { waymark } = registered([101, 102, 200_000_000]);
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'N', html, text, amp, textLinks: 'wrap' });
    const parts = mailing.renderParts({ id: '4000000000' });
    expect(mailing.partReports.text?.bytesBefore).toBe(text.length);
    expect(mailing.partReports.amp?.bytesAfter).toBeGreaterThan(amp.length);
    expect(parts.text?.length).toBeGreaterThan(text.length);
  });

  it('is unchanged when the server cannot wrap', async () => {
    const { waymark } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: null, wrapping: null, reason: { code: 'no_domain', message: 'None.' } },
    });
    const mailing = await waymark.prepare({ projectId: 'p1', name: 'N', html, text, amp, textLinks: 'wrap' });
    expect(mailing.renderParts({ id: '4711' })).toEqual({ html, text, amp });
  });

  it('passes on merge tags of links and of the recipient id on request', async () => {
    const wrapping = { mailing: 'mlg_9', clicks: { ...signer, links: ['lnk_101'] }, opens: signer };
    const { waymark, bodies } = server({
      'projects.settings': settings,
      'mailings.create': { mailingId: 'mlg_9', wrapping, reason: null },
    });
    const tagged = '<body><a href="https://brand.com/p/{{id}}?c={{ c }}">A</a></body>';
    const mail = { projectId: 'p1', name: 'November', html: tagged };
    const mailing = await waymark.prepare({ ...mail, mergeTags: 'pass-through' });
    const urls = ['https://brand.com/p/<1>?c=<2>'];
    expect(bodies).toEqual([{ 0: { projectId: 'p1', name: 'November', urls, labels: ['A'], appLinks: [] } }]);
    expect(mailing.render({ mergeTag: '{{ who }}' }).replace(/\/([co])\/[\w-]+/g, '/$1/…')).toBe(
      '<body><a href="https://click.brand.com/c/…?r={{ who }}&amp;1={{id}}&amp;2={{ c }}&amp;t">A</a>' +
        '<img src="https://click.brand.com/o/….gif?r={{ who }}&amp;t" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0"></body>',
    );
    expect((await waymark.prepare(mail)).report.counts).toEqual({ wrap: 0, leave: 1, refuse: 0 });
  });
});
