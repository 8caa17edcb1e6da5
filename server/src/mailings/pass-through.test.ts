import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';

const host = 'click.brand.com';
const html = `<!doctype html>
<html><body>
<p><a href="https://brand.com/p/{{ product.id }}/view?c={{customer.id}}&amp;l=de#{{anchor}}">Your product</a></p>
<p><a href="https://brand.com/sale">Sale</a> <a href="https://{{shop}}/">Shop</a> <a href="{{unsubscribe_url}}">Unsubscribe</a></p>
</body></html>
`;
let server: TestServer;
let owner: Api;
let sender: Api;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const account = await server.account();
  owner = account.owner;
  sender = server.api(await account.key('secret'));
  const { id } = await addVerifiedDomain(server, owner, host);
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, clickDomainId: id, openDomainId: id });
});
afterAll(() => server.stop());

const mail = () => ({
  projectId,
  name: 'November',
  html,
  recipient: { mergeTag: '{{ subscriber.id }}' },
  mergeTags: 'pass-through' as const,
});

/** Simulates a sending system: replaces every known merge tag by its URL-encoded value. */
function merge(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (tag, name: string) =>
    name in values ? encodeURIComponent(values[name] ?? '') : tag,
  );
}

const addresses = (text: string) =>
  [...text.matchAll(/(?:href|src)="(https:\/\/click[^"]*)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );

describe('a mail that is wrapped before the merge', () => {
  it('leads every recipient to a destination of their own, and tells recipients apart', async () => {
    const { html: wrapped, mailingId, report } = await sender.mailings.wrap.mutate(mail());
    expect(report.counts).toEqual({ wrap: 2, leave: 2, refuse: 0 });
    expect(wrapped).toContain('<a href="https://{{shop}}/">');
    expect(wrapped).toContain('<a href="{{unsubscribe_url}}">');

    const values = { 'product.id': 'a/b ü', 'customer.id': 'x&y=z', anchor: 'top', 'subscriber.id': '4711' };
    const [product = '', sale = '', pixel = ''] = addresses(merge(wrapped, values)).map((address) => {
      const { pathname, search } = new URL(address);
      return pathname + search;
    });
    expect(await server.ask(product, { host })).toMatchObject({
      status: 302,
      headers: { location: 'https://brand.com/p/a%2Fb%20%C3%BC/view?c=x%26y%3Dz&l=de#top' },
    });
    expect(await server.ask(sale, { host })).toMatchObject({ headers: { location: 'https://brand.com/sale' } });
    expect(await server.ask(pixel, { host })).toMatchObject({ status: 200 });

    await expect
      .poll(async () => (await owner.events.list.query({ projectId, mailingId: mailingId ?? '' })).data, {
        timeout: 10_000,
      })
      .toMatchObject([{ recipientId: '4711' }, { recipientId: '4711' }, { recipientId: '4711' }]);
    expect((await owner.mailings.links.query({ mailingId: mailingId ?? '' })).data).toMatchObject([
      { url: 'https://brand.com/p/<1>/view?c=<2>&l=de#<3>', clicks: 1 },
      { url: 'https://brand.com/sale', clicks: 1 },
    ]);
  });

  it.each(['H&M', 'H&amp;M'])('leads to a value with an ampersand, filled in as %s', async (value) => {
    const { html: wrapped } = await sender.mailings.wrap.mutate(mail());
    const [product = ''] = addresses(wrapped.replaceAll(/\{\{ ?(?:product|customer)\.id ?\}\}/g, value));
    const { pathname, search } = new URL(`${product}&utm_source=x`);
    expect(await server.ask(pathname + search, { host })).toMatchObject({
      headers: { location: 'https://brand.com/p/H%26M/view?c=H%26M&l=de#%7B%7Banchor%7D%7D' },
    });
  });

  it('is proven to differ in its links only, which lead to the same with the same values', async () => {
    const { html: copy, mailingId } = await sender.mailings.wrap.mutate(mail());
    const verified = await sender.mailings.verify.mutate({ mailingId: mailingId ?? '', before: html, after: copy });
    expect(verified).toMatchObject({
      code: 'proven',
      changes: [{ url: 'https://brand.com/p/<1>/view?c=<2>&l=de#<3>' }, {}, {}],
    });
  });

  it('still works after a restart', async () => {
    const { html: wrapped } = await sender.mailings.wrap.mutate(mail());
    await server.restart();
    const { pathname } = new URL(addresses(wrapped)[0] ?? '');
    expect(await server.ask(`${pathname}?1=7`, { host })).toMatchObject({
      headers: { location: 'https://brand.com/p/7/view?c=&l=de#' },
    });
  });

  it('leaves its links with merge tags alone by default', async () => {
    const { report } = await sender.mailings.wrap.mutate({ ...mail(), mergeTags: undefined });
    expect(report.counts).toEqual({ wrap: 1, leave: 3, refuse: 0 });
  });

  it('is refused with a recipient that is not a merge tag', async () => {
    const error = await errorOf(sender.mailings.wrap.mutate({ ...mail(), recipient: { mergeTag: 'subscriber' } }));
    expect(error.code).toBe('invalid_input');
  });
});

describe('a target with slots', () => {
  const register = (target: string) => sender.mailings.create.mutate({ projectId, name: 'a', urls: [target] });

  it('is registered unchanged', async () => {
    const { mailingId } = await register('https://brand.com/<1>?a=<2>');
    const [link] = (await owner.mailings.links.query({ mailingId: mailingId ?? '' })).data;
    expect(link?.url).toBe('https://brand.com/<1>?a=<2>');
  });

  it.each([
    'https://<1>/',
    'https://brand.com<1>/',
    'https://brand.com:<1>/',
    'https://<1>@brand.com/',
    'https://brand.com/<2>',
    'https://brand.com/?<1>',
    'https://brand.com/<x>',
    'https://localhost/<1>',
    'javascript:<1>',
    'https://brand.com/{{id}}',
  ])('is refused where it could lead elsewhere: %s', async (target) => {
    const error = await errorOf(register(target));
    expect(error.code).toBe('link_refused');
    expect(error.message).toMatch(/^Link 1 cannot be wrapped: .+\.$/s);
  });
});

it('adds what the project’s UTM template has and a destination lacks, and the redirect goes there', async () => {
  const utm = {
    parameters: [
      { name: 'utm_source', value: 'newsletter' },
      { name: 'utm_campaign', value: '{mailing}' },
      { name: 'utm_content', value: '{label}' },
    ],
    excludedHosts: ['partner.example'],
  };
  await owner.projects.update.mutate({ id: projectId, utm });
  const before =
    '<a href="https://brand.com/a?x=1#top">Shop</a><a href="https://brand.com/b?UTM_SOURCE=me" data-track-label="More">x</a><a href="https://partner.example/">y</a>';
  const wrapped = await sender.mailings.wrap.mutate({ projectId, name: 'November', html: before });
  const links = wrapped.html.match(/https:\/\/click\.brand\.com\/c\/[\w-]+/g) ?? [];
  const answers = await Promise.all(links.map((link) => server.ask(new URL(link).pathname, { host })));
  expect(answers.map(({ headers }) => headers.location)).toEqual([
    'https://brand.com/a?x=1&utm_source=newsletter&utm_campaign=November&utm_content=Shop#top',
    'https://brand.com/b?UTM_SOURCE=me&utm_campaign=November&utm_content=More',
    'https://partner.example/',
  ]);
  expect(wrapped.report.links.map(({ url }) => url)).toEqual(answers.map(({ headers }) => headers.location));
  const changed = { ...utm, parameters: [{ name: 'utm_source', value: 'mail' }] };
  for (const later of [utm, changed, null]) {
    await owner.projects.update.mutate({ id: projectId, utm: later });
    const copy = { mailingId: wrapped.mailingId ?? '', before, after: wrapped.html };
    expect((await sender.mailings.verify.mutate(copy)).code).toBe('proven');
    const elsewhere = { ...copy, before: before.replace('x=1', 'x=2') };
    expect((await sender.mailings.verify.mutate(elsewhere)).code).toBe('other-destination');
  }
});
