import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let editor: Api;
let stranger: Api;
let projectId: string;
let host: string;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const account = await server.account();
  editor = server.api(await account.member('editor'));
  stranger = (await server.account('Another Brand')).owner;
  ({ id: projectId } = await editor.projects.create.mutate({ name: 'Newsletter' }));
  const domain = await addVerifiedDomain(server, editor, 'click.brand.com');
  ({ host } = domain);
  await editor.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
  await addVerifiedDomain(server, stranger, 'links.another.example');
});
afterAll(() => server.stop());

async function sent(...urls: string[]) {
  const { mailingId, wrapping } = await editor.mailings.create.mutate({ projectId, name: 'November', urls });
  const links = (await editor.mailings.links.query({ mailingId: mailingId! })).data;
  const follow = async (index: number, query = '') => {
    const answer = await server.ask(new URL(links[index]!.wrapped!).pathname + query, { host });
    return answer.headers.location;
  };
  return { mailingId: mailingId!, links: wrapping!.clicks!.links, follow };
}

describe('a destination in sent mail', () => {
  it('can be corrected with immediate effect, and the history shows who did it', async () => {
    const { mailingId, links, follow } = await sent('https://shop.brand.com/wrong', 'https://shop.brand.com/other');
    const [linkId] = links;
    const corrected = await editor.links.changeDestination.mutate({
      linkId: linkId!,
      url: 'https://shop.brand.com/right',
    });
    expect(corrected).toEqual({
      linkId,
      before: 'https://shop.brand.com/wrong',
      url: 'https://shop.brand.com/right',
      changed: [linkId],
    });
    expect([await follow(0), await follow(1)]).toEqual([
      'https://shop.brand.com/right',
      'https://shop.brand.com/other',
    ]);
    await editor.links.changeDestination.mutate({ linkId: linkId!, url: 'https://shop.brand.com/best' });
    expect((await editor.links.history.query({ mailingId })).data).toMatchObject([
      { linkId, before: 'https://shop.brand.com/right', after: 'https://shop.brand.com/best', member: { name: 'Ada' } },
      {
        linkId,
        before: 'https://shop.brand.com/wrong',
        after: 'https://shop.brand.com/right',
        member: { name: 'Ada' },
      },
    ]);
  });

  it('is corrected at every place that leads there, or at one alone', async () => {
    const [wrong, right, best] = ['wrong', 'right', 'best'].map((path) => `https://shop.brand.com/${path}`);
    const { mailingId, links, follow } = await sent(wrong!, 'https://shop.brand.com/other', wrong!);
    const correct = (url: string, places?: 'all' | 'one') =>
      editor.links.changeDestination.mutate({ linkId: links[2]!, url, ...(places && { places }) });
    expect((await correct(right!)).changed).toEqual([links[0], links[2]]);
    expect([await follow(0), await follow(1), await follow(2)]).toEqual([right, 'https://shop.brand.com/other', right]);
    expect((await correct(best!, 'one')).changed).toEqual([links[2]]);
    expect([await follow(0), await follow(2)]).toEqual([right, best]);
    expect((await editor.links.history.query({ mailingId })).data).toHaveLength(3);
    expect((await correct(best!)).changed).toEqual([]);
  });

  it('is normalized as a browser would, and recorded only when it differs', async () => {
    const { mailingId, links, follow } = await sent('https://shop.brand.com/');
    const same = await editor.links.changeDestination.mutate({ linkId: links[0]!, url: 'HTTPS://Shop.Brand.com' });
    expect(same.url).toBe('https://shop.brand.com/');
    expect(await follow(0)).toBe('https://shop.brand.com/');
    expect((await editor.links.history.query({ mailingId })).data).toEqual([]);
  });

  it('may keep or drop slots, but cannot have more than the links in the mail can fill', async () => {
    const { links, follow } = await sent('https://shop.brand.com/<1>?c=<2>');
    const correct = (url: string) => editor.links.changeDestination.mutate({ linkId: links[0]!, url });
    await correct('https://new.brand.com/for/<1>');
    expect(await follow(0, '?1=ada&2=red')).toBe('https://new.brand.com/for/ada');
    await correct('https://new.brand.com/');
    await correct('https://new.brand.com/<1>/<2>');
    expect(await follow(0, '?1=ada&2=red')).toBe('https://new.brand.com/ada/red');
    expect(await errorOf(correct('https://new.brand.com/<1>/<2>/<3>'))).toMatchObject({ code: 'too_many_slots' });
  });

  it.each([
    ['javascript:alert(1)', /./],
    ['https://127.0.0.1/', /./],
    ['https://click.brand.com/c/other', /./],
    ['https://Links.Another.example./c/which-may-lead-back', /./],
    ['not an address', /./],
    ['mailto:ada@brand.com', /^Send the address of a web page/],
    ['https://e.example/{{x}}', /^Send the whole address.*without merge tags/],
  ])('never becomes %j', async (url, sentence) => {
    const { mailingId, links, follow } = await sent('https://shop.brand.com/');
    const error = await errorOf(editor.links.changeDestination.mutate({ linkId: links[0]!, url }));
    expect(error).toMatchObject({ code: 'url_refused', hint: expect.stringMatching(sentence) });
    expect(error.message).not.toContain('{');
    expect(await follow(0)).toBe('https://shop.brand.com/');
    expect((await editor.links.history.query({ mailingId })).data).toEqual([]);
  });

  it('of another account can be neither corrected nor distinguished from a missing one', async () => {
    const { mailingId, links, follow } = await sent('https://shop.brand.com/');
    const url = 'https://evil.example/';
    const theirs = await errorOf(stranger.links.changeDestination.mutate({ linkId: links[0]!, url }));
    expect(theirs).toEqual(await errorOf(stranger.links.changeDestination.mutate({ linkId: 'lnk_999999999', url })));
    expect(theirs.code).toBe('no_such_link');
    expect((await errorOf(stranger.links.history.query({ mailingId }))).code).toBe('no_such_mailing');
    expect(await follow(0)).toBe('https://shop.brand.com/');
  });
});
