import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from './world/api.ts';
import { eventually } from './world/eventually.ts';
import { visit } from './world/recipient.ts';
import { startWorld, type World } from './world.ts';

const host = 'click.brand.com';

describe('a mail, from its domain to its clicks', () => {
  let world: World;
  let projectId: string;
  let mail: string;
  let mailingId: string | null;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  /** The addresses in the mail under /c/ or /o/, as a mail program reads them. */
  const addresses = (kind: 'c' | 'o') =>
    [...mail.matchAll(/"(http[^"]+)"/g)]
      .map(([, address = '']) => address)
      .filter((address) => address.includes(`/${kind}/`));
  const clickLink = () => addresses('c')[0] ?? '';

  it('is not verified while its CNAME record is missing, and says which record to create', async () => {
    const { api } = world.waymark;
    const domain = await api.domains.add.mutate({ host });
    expect(domain).toMatchObject({ host, status: 'not_verified', record: { name: 'click', zone: 'brand.com' } });
    const project = await api.projects.create.mutate({ name: 'Newsletter' });
    await api.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
    projectId = project.id;
  });

  it('is unchanged while its domain is not verified', async () => {
    const html = '<p><a href="https://brand.com/">Shop</a></p>';
    const mailing = await world.waymark.prepare({ projectId, name: 'Too early', html });
    expect(mailing).toMatchObject({ mailingId: null, reason: { code: 'domain_not_verified' } });
    expect(mailing.render({ id: '4711' })).toBe(html);
  });

  it('is verified once the record is there', async () => {
    const { api } = world.waymark;
    const [domain] = (await api.domains.list.query()).data;
    world.dns.put(host, { type: 'CNAME', data: domain?.record.target ?? '' });
    expect(await api.domains.check.mutate({ id: domain?.id ?? '' })).toMatchObject({ status: 'verified' });
  });

  it('is prepared once and rendered without the server', async () => {
    const html = `<!doctype html><html><body>
      <a href="${world.brandSite.origin}/offer?a=1&amp;b=%20x#top">Offer</a>
      <a href="mailto:hello@brand.com">Write to us</a></body></html>`;
    const mailing = await world.waymark.prepare({ projectId, name: 'November', html });
    expect(mailing).toMatchObject({ reason: null, report: { counts: { wrap: 1, leave: 1, refuse: 0 } } });
    mailingId = mailing.mailingId;
    mail = mailing.render({ id: '4711' });
    expect(mail).toContain('<a href="mailto:hello@brand.com">Write to us</a>');
    expect(mail).not.toContain(world.brandSite.origin);
    expect(new URL(clickLink()).hostname).toBe(host);
  });

  it('leads a click to its own destination, byte for byte, and keeps one event', async () => {
    const answer = await visit(clickLink());
    const location = answer.headers.location ?? '';
    expect(answer.status).toBe(302);
    expect(location).toBe(`${world.brandSite.origin}/offer?a=1&b=%20x#top`);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect((await visit(location)).status).toBe(200);
    expect(world.brandSite.arrivals).toMatchObject([{ method: 'GET', path: '/offer?a=1&b=%20x' }]);
    await eventually(async () =>
      expect(await world.database.event.findMany()).toMatchObject([
        {
          type: 'click',
          recipientId: '4711',
          mailingId: BigInt(mailingId?.slice('mlg_'.length) ?? 0),
          client: 'human',
        },
      ]),
    );
  });

  it('counts an open when its pixel is loaded', async () => {
    const answer = await visit(addresses('o')[0] ?? '');
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
    });
    expect(answer.body).toHaveLength(43);
    await eventually(async () =>
      expect(await world.database.event.findFirst({ where: { type: 'open' } })).toMatchObject({ recipientId: '4711' }),
    );
  });

  it('reports both to the sender', async () => {
    const { api } = world.waymark;
    const events = (await api.events.list.query({ projectId })).data;
    expect(events.map(({ type }) => type).sort()).toEqual(['click', 'open']);
    expect((await api.mailings.links.query({ mailingId: mailingId ?? '' })).data).toMatchObject([
      { clicks: 1, uniqueClicks: 1 },
    ]);
    expect((await api.mailings.list.query({ projectId })).data).toMatchObject([
      { name: 'November', clicks: 1, opens: 1 },
    ]);
  });

  it('counts nothing for HEAD, and refuses other methods', async () => {
    expect(await visit(clickLink(), { method: 'HEAD' })).toMatchObject({ status: 302 });
    expect(await visit(clickLink(), { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it.each(['localhost', 'click.other.com', 'brand.com', ''])('has no link on the host %j', async (otherHost) => {
    const answer = await visit(clickLink(), { host: otherHost });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.location).toBeUndefined();
  });

  it('has no link for a token in which one character was changed, wherever it is', async () => {
    const link = clickLink();
    const start = link.indexOf('/c/') + 3;
    for (let at = start; at < link.length; at++) {
      const altered = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
      const answer = await visit(altered);
      expect(answer.status, altered).toBe(404);
      expect(answer.headers.location, altered).toBeUndefined();
    }
  });

  it('is kept to its kind: a click token opens no pixel', async () => {
    const answer = await visit(clickLink().replace('/c/', '/o/').concat('.gif'));
    expect(answer.status).toBe(404);
  });

  it('has counted none of these: the next click is the third event', async () => {
    await visit(clickLink());
    // Events are stored in the order of their requests.
    await eventually(async () => expect(await world.database.event.count()).toBeGreaterThan(2));
    expect(await world.database.event.count()).toBe(3);
  });

  describe('a request to wrap that cannot be read', () => {
    const wrap = (body: string, type = 'application/json') =>
      post(world, '/trpc/mailings.wrap', body, { 'content-type': type });
    const asInput = (html: string) => JSON.stringify({ projectId, name: 'November', html });

    it.each([
      ['text without a tag', 'Dear reader, this is no HTML.'],
      ['nothing', '   '],
      ['a binary file', '%PDF-1.7\0\u0001'],
    ])('is told so: %s', async (_, html) => {
      const { status, error } = await wrap(asInput(html));
      expect(status).toBe(422);
      expect(error).toMatchObject({ code: 'not_html', hint: expect.stringContaining('HTML') });
    });

    it('is rejected with a reason when it has 20 MB', async () => {
      const { status, error } = await wrap(asInput(`<p>${'x'.repeat(20 * 1024 * 1024)}</p>`));
      expect(status).toBe(413);
      expect(error).toMatchObject({ code: 'body_too_large' });
    });

    it.each([
      ['cut-off JSON', '{"projectId":', 'application/json'],
      ['HTML in place of JSON', '<p>Hello</p>', 'application/json'],
      ['another type of content', '<p>Hello</p>', 'text/html'],
    ])('is told so: %s', async (_, body, type) => {
      const { status, error } = await wrap(body, type);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(error).toMatchObject({ code: 'not_json' });
    });

    it('needs a key', async () => {
      const { status, error } = await post(
        { ...world, key: 'wm_mem_wrong' },
        '/trpc/mailings.wrap',
        asInput('<p>x</p>'),
      );
      expect(status).toBe(401);
      expect(error).toMatchObject({ code: 'unknown_key' });
    });
  });
});
