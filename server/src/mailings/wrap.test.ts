import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';

const host = 'click.brand.com';
const pixelHost = 'open.brand.com';
const html = `<!doctype html>
<html><body>
<p>Hello, <a href='https://brand.com/shop?a=1&amp;b=2'>shop</a> or <a href=https://brand.com/blog>read</a>.</p>
<p><a href="https://brand.com/shop?a=1&b=2">The same</a> <a href="mailto:jane@brand.com">Write</a> <a href="javascript:alert(1)">Run</a></p>
<p><a href="https://brand.com/unsubscribe">Unsubscribe</a></p>
</body></html>
`;
let server: TestServer;
let owner: Api;
let sender: Api;
let projectId: string;
let ownerKey: () => Promise<string>;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const account = await server.account();
  owner = account.owner;
  ownerKey = () => account.member('owner');
  sender = server.api(await account.key('secret'));
  const clicks = await addVerifiedDomain(server, owner, host);
  const opens = await addVerifiedDomain(server, owner, pixelHost);
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, clickDomainId: clicks.id, openDomainId: opens.id });
});
afterAll(() => server.stop());

const wrap = (mail: string, recipient?: { id?: string | number; tracking?: 'identified' | 'anonymous' | 'off' }) =>
  sender.mailings.wrap.mutate({ projectId, name: 'November', html: mail, recipient });

const wrappedLinks = (text: string) => text.match(/https:\/\/click\.brand\.com\/c\/[\w-]+/g) ?? [];
const pixels = (text: string) => text.match(/https:\/\/open\.brand\.com\/o\/[\w-]+\.gif/g) ?? [];
const open = (address: string) => server.ask(new URL(address).pathname, { host: new URL(address).hostname });

describe('a wrapped mail', () => {
  it('differs from the original only in its links and its pixel', async () => {
    const { html: wrapped, mailingId, reason } = await wrap(html);
    expect(reason).toBeNull();
    expect(mailingId).toMatch(/^mlg_[1-9]\d*$/);
    const [pixel = ''] = /<img[^>]*>/.exec(wrapped) ?? [];
    const [first = '', second = '', third = ''] = wrappedLinks(wrapped);
    const restored = wrapped
      .replace(pixel, '')
      .replace(first, 'https://brand.com/shop?a=1&amp;b=2')
      .replace(second, 'https://brand.com/blog')
      .replace(third, 'https://brand.com/shop?a=1&b=2');
    expect(restored).toBe(html);
    expect(pixels(wrapped)).toHaveLength(1);
  });

  it('leads where the original led, with one link for each place', async () => {
    const { html: wrapped, mailingId } = await wrap(html, { id: '4711' });
    const urls = await Promise.all(wrappedLinks(wrapped).map(open));
    expect(urls.map(({ status, headers }) => [status, headers.location])).toEqual([
      [302, 'https://brand.com/shop?a=1&b=2'],
      [302, 'https://brand.com/blog'],
      [302, 'https://brand.com/shop?a=1&b=2'],
    ]);
    expect(await open(pixels(wrapped)[0] ?? '')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/gif' },
    });
    const links = (await sender.mailings.links.query({ mailingId: mailingId ?? '' })).data;
    expect(links.map(({ label }) => label)).toEqual(['shop', 'read', 'The same']);
  });

  it('is returned with a report of every decision', async () => {
    const { report } = await wrap(html);
    expect(report.counts).toEqual({ wrap: 3, leave: 2, refuse: 1 });
    expect(report.distinctUrls).toBe(2);
    expect(report.bytesBefore).toBe(Buffer.byteLength(html));
    expect(report.links.map(({ action }) => action)).toEqual(['wrap', 'wrap', 'wrap', 'leave', 'refuse', 'leave']);
  });

  it.each(['4711', '0199b0de-0000-7000-8000-000000000001', 'jane.doe@brand.com', 'ü'.repeat(100)])(
    'works for the recipient id %j, which is not written into it as it is',
    async (id) => {
      const { html: wrapped } = await wrap(html, { id });
      expect(wrapped).not.toContain(id);
      for (const link of wrappedLinks(wrapped)) expect(await open(link)).toMatchObject({ status: 302 });
    },
  );

  it('is the original for a recipient whose tracking is off', async () => {
    expect((await wrap(html, { id: '4711', tracking: 'off' })).html).toBe(html);
  });

  it('takes a whole number as the recipient id', async () => {
    const { html: wrapped } = await wrap(html, { id: 4711 });
    for (const link of wrappedLinks(wrapped)) expect(await open(link)).toMatchObject({ status: 302 });
  });

  it.each([
    { id: '1', tracking: 'no' },
    { id: '1', tracking: 'None' },
    { id: '1', tracking: 'denied' },
    { id: '1', tracking: false },
    { id: '1', tracking: null },
    { id: '1', tracking: '' },
    { id: '1', optIn: false },
    { tracking: 'identified' },
    { email: 'ada@brand.com' },
    { id: '' },
    { id: null },
    { id: 'a\0b' },
    { id: '\ud800' },
    'ada',
    null,
  ])('is refused for the recipient %j, before anything is registered', async (recipient) => {
    const mailings = async () => (await sender.mailings.list.query({ projectId })).data;
    const before = (await mailings()).length;
    expect((await errorOf(wrap(html, recipient as unknown as { id: string }))).code).toBe('invalid_input');
    expect(await mailings()).toHaveLength(before);
  });

  it('is the same for all recipients with anonymous tracking', async () => {
    const [{ html: one }, { html: other }] = await Promise.all([
      wrap(html, { id: '4711', tracking: 'anonymous' }),
      wrap(html, { tracking: 'anonymous' }),
    ]);
    const lengths = (text: string) => wrappedLinks(text).map((link) => link.length);
    expect(lengths(one)).toEqual(lengths(other));
    expect(pixels(one)).toHaveLength(1);
  });

  it('is the original, with the reason, while nothing can be wrapped', async () => {
    const { id } = await owner.projects.create.mutate({ name: 'No domain' });
    const answer = await sender.mailings.wrap.mutate({ projectId: id, name: 'a', html });
    expect(answer).toMatchObject({ html, mailingId: null, reason: { code: 'no_domain' } });
    expect(answer.report.counts).toEqual({ wrap: 3, leave: 2, refuse: 1 });
  });

  it('accepts links with unusual spellings', async () => {
    const odd =
      '<a href=" HTTPS://BRAND.com/a b?q=ü|{x} ">a</a> <a href="//brand.com">b</a> <a href="https://brand.com/%7Ejane#top">c</a>';
    const { html: wrapped, report } = await wrap(odd);
    const urls = await Promise.all(wrappedLinks(wrapped).map(open));
    expect(urls.map(({ headers }) => headers.location)).toEqual(report.links.flatMap(({ url }) => url ?? []));
    expect(report.counts.refuse).toBe(0);
  });
});

describe('what is not an HTML mail', () => {
  it.each([
    ['', 'it is empty'],
    ['  \n\t ', 'it is empty'],
    ['Hello Jane, 3 < 4', 'there is no tag in it'],
    ['https://brand.com/', 'there is no tag in it'],
    ['%PDF-1.7\0<a>', 'it holds bytes that only binary files hold'],
  ])('%j is refused: %s', async (mail, problem) => {
    const error = await errorOf(wrap(mail));
    expect(error).toEqual({
      code: 'not_html',
      message: `This is not an HTML mail: ${problem}.`,
      hint: 'Send the HTML part of the mail as text, the way an editor exports it.',
    });
  });

  it('is refused when it is longer than any real mail', async () => {
    expect((await errorOf(wrap(`<p>${'a'.repeat(3_000_000)}`))).code).toBe('mail_too_long');
  });
});

describe('a mail that takes long to read', () => {
  const links = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => `<a href="https://bücher${from + n}.example/ü">a</a>`).join('');

  it('has as many links as a mailing may have, and no more', async () => {
    const { report } = await wrap(links(2000));
    expect(report.counts.wrap).toBe(2000);
    const before = await server.database.mailing.count();
    const error = await errorOf(wrap(links(2001)));
    expect(error.code).toBe('too_many_links');
    expect(error.message).toBe(
      'A mailing may have 2000 different destinations, and a mail 5000 links in all; this one has more.',
    );
    expect((await errorOf(wrap('<a href="mailto:ada@brand.com">a</a>'.repeat(80_000)))).code).toBe('too_many_links');
    expect(await server.database.mailing.count()).toBe(before);
  });

  it('does not delay a click, however many come at once, and is refused with a reason', async () => {
    const path = `/c/${new URL(wrappedLinks((await wrap(html)).html)[0] ?? '').pathname.slice(3)}`;
    const key = await (await server.account()).key('secret');
    const send = async (index: number) => {
      const input = { projectId, name: 'Flood', html: links(3000, index * 3000) };
      const headers = { authorization: `Bearer ${index < 7 ? flooding : key}`, 'content-type': 'application/json' };
      return server.ask('/trpc/mailings.wrap', { method: 'POST', headers, body: JSON.stringify(input) });
    };
    const flooding = await ownerKey();
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 8 }, (_, index) => send(index))).finally(() => {
      isOver = true;
    });
    const waits: number[] = [];
    while (!isOver) {
      const began = performance.now();
      expect((await server.ask(path, { host })).status).toBe(302);
      waits.push(performance.now() - began);
      await new Promise((later) => setTimeout(later, 10));
    }
    const answers = await flood;
    waits.sort((one, other) => one - other);
    const statuses = answers.map(({ status }) => status);
    console.log(
      `${waits.length} clicks meanwhile: median ${waits[waits.length >> 1]!.toFixed(1)} ms, longest ${waits.at(-1)!.toFixed(1)} ms; mails answered ${statuses}`,
    );
    expect(statuses.filter((status) => status !== 404 && status !== 413 && status !== 429)).toEqual([]);
    for (const { status, headers } of answers) if (status === 429) expect(headers['retry-after']).toBe('5');
    // Each of these mails takes some time to read; other tests take the same processors.
    expect(waits[Math.floor(waits.length * 0.9)]).toBeLessThan(1000);
  });
});

it('leaves links of other tracking domains as they are, such as those in a quoted mail', async () => {
  const other = await addVerifiedDomain(server, owner, 'links.brand.com');
  const quoted = `<a href="https://${other.host}/c/AQEBYWJjZGVmZ2g">an earlier mail</a>`;
  const { html: wrapped, report } = await wrap(`<a href="https://brand.com/">Shop</a>${quoted}`);
  expect(wrapped).toContain(quoted);
  expect(report.counts).toEqual({ wrap: 1, leave: 1, refuse: 0 });
});

describe('a mail compared with its wrapped copy', () => {
  const verify = (mailingId: string | null, before: string, after: string, part?: 'text') =>
    sender.mailings.verify.mutate({ mailingId: mailingId ?? '', before, after, ...(part && { part }) });

  it('is proven to differ in links and pixel only, and each link to lead where it led', async () => {
    const { html: copy, mailingId } = await wrap(html, { id: '4711' });
    const verified = await verify(mailingId, html, copy);
    expect(verified).toMatchObject({ code: 'proven', proven: true, difference: null });
    expect(verified.sha256.after).toBe(verified.sha256.before);
    expect(verified.explanation).toContain('wrapped links (3) and pixels (1)');
    const links = verified.changes.map(({ kind, url, before }) => [kind, url, html.slice(before.start, before.end)]);
    expect(links).toEqual([
      ['link', 'https://brand.com/shop?a=1&b=2', 'https://brand.com/shop?a=1&amp;b=2'],
      ['link', 'https://brand.com/blog', 'https://brand.com/blog'],
      ['link', 'https://brand.com/shop?a=1&b=2', 'https://brand.com/shop?a=1&b=2'],
      ['pixel', null, ''],
    ]);
    expect(verified.changes[1]?.explanation).toBe('Leads to https://brand.com/blog.');
    expect(await verify(mailingId, html, html)).toMatchObject({ code: 'unchanged', proven: true, changes: [] });
  });

  it('is not, for what else was changed', async () => {
    const { html: copy, mailingId } = await wrap(html);
    const [first = '', second = ''] = wrappedLinks(copy);
    const { html: another } = await wrap(html);
    const otherLink = wrappedLinks(another)[0] ?? '';
    const otherPixel = copy.replace(pixels(copy)[0] ?? '', pixels(another)[0] ?? '');
    const altered = first.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    const at = html.indexOf('Hello');
    const cases = [
      [copy.replace('Hello', 'Hallo'), 'other', at + 1, '“ello, '],
      [copy.replace('</p>\n<p>', '</p>\r\n<p>'), 'other', html.indexOf('\n<p><a'), '“␊<p>'],
      [copy.replace(first, altered), 'not-genuine', html.indexOf('https'), altered],
      [copy.replace(first, first.replace(host, 'click.evil.example')), 'not-genuine', html.indexOf('https'), 'evil'],
      [copy.replace(first, first.replace('https:', 'http:')), 'not-genuine', html.indexOf('https'), 'http:'],
      [copy.replace(first, otherLink), 'other-mailing', html.indexOf('https'), otherLink],
      [otherPixel, 'other-mailing', html.indexOf('</body>'), pixelHost],
      [copy.replace(first, second), 'other-destination', html.indexOf('https'), 'https://brand.com/blog.'],
    ] as const;
    for (const [changed, code, before, says] of cases) {
      const verified = await verify(mailingId, html, changed);
      expect(verified).toMatchObject({ code, proven: false, difference: { before } });
      expect(verified.explanation).toContain(says);
    }
  });

  it('says so in German, and of a text part too', async () => {
    const { html: copy, mailingId } = await wrap(html);
    const link = wrappedLinks(copy)[1]?.replace(/[-_]$/, '$&?t'); // as linkInText() of core writes it
    const [before, after] = ['https://brand.com/blog', link].map((address) => `Lesen Sie ${address} jetzt.\n`);
    const verified = await verify(mailingId, before!, after!, 'text');
    expect(verified).toMatchObject({ code: 'proven', changes: [{ url: 'https://brand.com/blog' }] });
    const german = server.api(await ownerKey(), { 'accept-language': 'de' });
    const mail = { mailingId: mailingId ?? '', before: before!, after: after!, part: 'text' } as const;
    expect(await german.mailings.verify.mutate(mail)).toMatchObject({
      title: 'Nur Links und Zählpixel haben sich geändert',
      changes: [{ explanation: 'Führt zu https://brand.com/blog.' }],
    });
  });

  it('stays proven when a destination is changed afterwards, which is said', async () => {
    const { html: copy, mailingId } = await wrap(html);
    const { data } = await sender.mailings.links.query({ mailingId: mailingId ?? '' });
    const [link] = data;
    await owner.links.changeDestination.mutate({ linkId: link?.id ?? '', url: 'https://brand.com/sale' });
    const { code, changes } = await verify(mailingId, html, copy);
    expect(code).toBe('proven');
    expect(changes[0]).toMatchObject({ url: 'https://brand.com/sale', originalUrl: 'https://brand.com/shop?a=1&b=2' });
    expect(changes[0]?.explanation).toContain('its destination was changed to https://brand.com/sale');
  });

  it('has the limits of wrapping, and none of another account', async () => {
    const { mailingId } = await wrap(html);
    expect((await errorOf(verify(mailingId, 'a', 'a'.repeat(3_000_001)))).code).toBe('mail_too_long');
    const many = '<a href="mailto:ada@brand.com">a</a>'.repeat(5001);
    expect((await errorOf(verify(mailingId, many, many))).code).toBe('too_many_links');
    const stranger = server.api(await (await server.account()).key('secret'));
    const foreign = stranger.mailings.verify.mutate({ mailingId: mailingId ?? '', before: html, after: html });
    expect((await errorOf(foreign)).code).toBe('no_such_mailing');
  });
});
