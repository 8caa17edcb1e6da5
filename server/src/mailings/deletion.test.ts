import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  storedNumber,
  type TestServer,
} from '../../test/test-server.ts';
import { purgeDeletedMailings } from '../events/deleted-mailings.ts';

let server: TestServer;
let other: Awaited<ReturnType<TestServer['another']>>;
let editor: Api;
let projectId: string;
let domain: { id: string; host: string };

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const account = await server.account();
  editor = server.api(await account.member('editor'));
  domain = await addVerifiedDomain(server, editor, 'click.brand.com');
  projectId = await newProject();
  other = await server.another();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

async function newProject(): Promise<string> {
  const { id } = await editor.projects.create.mutate({ name: 'Newsletter' });
  await editor.projects.update.mutate({ id, clickDomainId: domain.id, openDomainId: domain.id });
  return id;
}

/** A mailing with two links, of which the first was clicked; `follow` clicks it on either server. */
async function clickedMailing(of = projectId) {
  const urls = ['https://brand.com/a', 'https://brand.com/b'];
  const { mailingId } = await editor.mailings.create.mutate({ projectId: of, name: 'November', urls });
  const [link] = (await editor.mailings.links.query({ mailingId: mailingId! })).data;
  const path = new URL(link!.wrapped!).pathname;
  const follow = async (at: Pick<TestServer, 'ask'> = server) => {
    const { status, headers } = await at.ask(path, { host: domain.host, headers: browser });
    return status === 302 ? headers.location : status;
  };
  expect(await follow()).toBe(urls[0]);
  await expect.poll(() => eventsOf(mailingId!), { timeout: 10_000 }).toBe(1);
  return { mailingId: mailingId!, follow };
}

const codesOf = (...calls: Promise<unknown>[]) => Promise.all(calls.map(async (call) => (await errorOf(call)).code));
const eventsOf = (mailingId: string) =>
  server.database.event.count({ where: { mailingId: BigInt(storedNumber(mailingId)) } });
const rowsOf = (mailingId: string) => server.database.mailing.count({ where: { id: BigInt(storedNumber(mailingId)) } });

describe('the deletion of a mailing', () => {
  it('without a decision deletes nothing, and says what there is and what either choice means', async () => {
    const { mailingId } = await clickedMailing();
    const answer = await editor.mailings.delete.mutate({ mailingId });
    expect(answer).toMatchObject({
      deleted: false,
      losses: { links: 2, events: 1, lastClickAt: expect.any(String), hosts: [domain.host] },
      choices: { keep: { title: 'Keep the links working' }, break: { title: 'Break the links' } },
    });
    expect(answer.choices.break.explanation).toContain(`“Not found” on ${domain.host}`);
    expect(await editor.mailings.get.query({ mailingId })).toMatchObject({
      id: mailingId,
      projectId,
      name: 'November',
      links: 2,
      clicks: 1,
      clickDomainId: domain.id,
    });
  });

  it('that keeps links lets them redirect on every server, and stores nothing of them any more', async () => {
    const { mailingId, follow } = await clickedMailing();
    expect(await editor.mailings.delete.mutate({ mailingId, links: 'keep' })).toMatchObject({ deleted: true });
    const { data } = await editor.mailings.list.query({ projectId });
    expect(data.map(({ id }) => id)).not.toContain(mailingId);
    const refused = await codesOf(
      editor.mailings.get.query({ mailingId }),
      editor.mailings.links.query({ mailingId }),
      editor.mailings.delete.mutate({ mailingId, links: 'break' }),
    );
    expect(refused).toEqual(Array(3).fill('no_such_mailing'));
    expect((await editor.events.list.query({ mailingId })).data).toEqual([]);

    expect([await follow(), await follow(other)]).toEqual(['https://brand.com/a', 'https://brand.com/a']);
    await purgeDeletedMailings(server.database);
    expect(await eventsOf(mailingId)).toBe(0);
    // A later click of another mailing is stored, and this one's were not.
    await clickedMailing();
    expect(await eventsOf(mailingId)).toBe(0);
    expect(await server.database.mailingDay.count({ where: { mailingId: BigInt(storedNumber(mailingId)) } })).toBe(0);
    expect(await follow()).toBe('https://brand.com/a');
  });

  it('that breaks links answers 404 on every server at once, and leaves no row but of the newest', async () => {
    const { mailingId, follow } = await clickedMailing();
    await editor.mailings.delete.mutate({ mailingId, links: 'break' });
    expect(await follow()).toBe(404);
    await expect.poll(() => follow(other)).toBe(404);
    await purgeDeletedMailings(server.database);
    expect([await eventsOf(mailingId), await rowsOf(mailingId)]).toEqual([0, 1]);
    // The database must not look older than it was.
    await clickedMailing();
    await purgeDeletedMailings(server.database);
    expect(await rowsOf(mailingId)).toBe(0);
    expect([await follow(), await follow(other)]).toEqual([404, 404]);
  });

  it('at once with another that chose otherwise is refused, and the links do what the other was told', async () => {
    for (let round = 0; round < 4; round++) {
      const { mailingId } = await editor.mailings.create.mutate({ projectId, name: 'Both', urls: ['https://a.com/'] });
      const choices = ['keep', 'break', 'keep', 'break'] as const;
      const answers = await Promise.allSettled(
        choices.map((links) => editor.mailings.delete.mutate({ mailingId: mailingId!, links })),
      );
      const won = choices.filter((_, index) => answers[index]?.status === 'fulfilled');
      expect(won).toHaveLength(1);
      const row = await server.database.mailing.findUniqueOrThrow({ where: { id: BigInt(storedNumber(mailingId!)) } });
      expect(row.clickDomainId === null ? 'break' : 'keep').toBe(won[0]);
    }
  });

  it('is refused for a mailing of another account, like one that does not exist', async () => {
    const { mailingId } = await clickedMailing();
    const { owner: stranger } = await server.account('Another Brand');
    const refused = await errorOf(stranger.mailings.delete.mutate({ mailingId, links: 'break' }));
    expect(refused).toEqual(await errorOf(stranger.mailings.delete.mutate({ mailingId: 'mlg_9007199254740991' })));
  });
});

describe('the deletion of a project', () => {
  it('takes along what a server of the version before registered in it meanwhile', async () => {
    const id = await newProject();
    const { mailingId, follow } = await clickedMailing(id);
    await server.database.project.update({ where: { id: storedId(id) }, data: { deletedAt: new Date() } });
    await purgeDeletedMailings(server.database);
    expect(await errorOf(editor.mailings.get.query({ mailingId }))).toMatchObject({ code: 'no_such_mailing' });
    expect([await eventsOf(mailingId), await follow()]).toEqual([0, 'https://brand.com/a']);
  });

  it('happens once: of several at once the first one counts', async () => {
    const id = await newProject();
    const { follow } = await clickedMailing(id);
    const choices = (['keep', 'break', 'keep', 'break'] as const).map(async (links) => {
      const error = await errorOf(editor.projects.delete.mutate({ id, links })).catch(() => undefined);
      return error?.code ?? links;
    });
    const answers = await Promise.all(choices);
    const [won, ...others] = answers.toSorted((one, other) => one.length - other.length);
    expect(others).toEqual(Array(3).fill('no_such_project'));
    expect(await follow()).toBe(won === 'keep' ? 'https://brand.com/a' : 404);
  });

  it('says what there is, detaches its domains, and keeps or breaks the links of all its mailings', async () => {
    const kept = await newProject();
    const broken = await newProject();
    const [first, second] = [await clickedMailing(kept), await clickedMailing(broken)];
    expect(await editor.projects.delete.mutate({ id: kept })).toMatchObject({
      deleted: false,
      losses: { mailings: 1, links: 2, events: 1, hosts: [domain.host] },
      detached: [domain.host],
      choices: { keep: { explanation: expect.stringContaining('the project goes with its mailings') } },
    });
    await editor.projects.delete.mutate({ id: kept, links: 'keep' });
    await editor.projects.delete.mutate({ id: broken, links: 'break' });
    const left = (await editor.projects.list.query()).data.map(({ id }) => id);
    expect(left).not.toContain(kept);
    const { projects } = await editor.domains.get.query({ id: domain.id });
    expect(projects.map(({ id }) => id)).toEqual(left);
    const refused = await codesOf(
      editor.projects.settings.query({ projectId: kept }),
      editor.projects.update.mutate({ id: kept, name: 'Again' }),
      editor.mailings.create.mutate({ projectId: kept, name: 'Late', urls: [] }),
      editor.events.list.query({ projectId: broken }),
    );
    expect(refused).toEqual(Array(4).fill('no_such_project'));

    await clickedMailing();
    await purgeDeletedMailings(server.database);
    expect([await eventsOf(first.mailingId), await eventsOf(second.mailingId)]).toEqual([0, 0]);
    const stored = (id: string) => server.database.project.count({ where: { id: storedId(id) } });
    expect([await stored(kept), await stored(broken)]).toEqual([1, 0]);
    expect([await first.follow(), await second.follow()]).toEqual(['https://brand.com/a', 404]);

    // The copy of the links says the same, with no database and after a restart.
    let restore: (() => Promise<void>) | undefined;
    await server.restart(async () => {
      restore = await server.cutDatabase();
    });
    expect([await first.follow(), await second.follow()]).toEqual(['https://brand.com/a', 404]);
    await restore?.();
  });
});
