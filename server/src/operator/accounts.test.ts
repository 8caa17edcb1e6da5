import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poolOf } from '@waymark/prisma';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf, form } from '../../test/signed-in.ts';
import { errorOf, startTestServer, storedId, type TestServer } from '../../test/test-server.ts';
import { eventOf } from '../events/events.testing.ts';
import { storeEvents } from '../events/storing/store.ts';
import { exportedFiles } from './export-account.ts';
import { newSender, runCommand } from './operator.testing.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  [server, folder] = await Promise.all([startTestServer(), mkdtemp(join(tmpdir(), 'waymark-operator-'))]);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const run = (args: readonly string[], typed?: string) => runCommand(server, args, typed);
const sender = (name: string, host: string) => newSender(server, name, host);

const linkIn = (text: string) => /\/(?:invitation|reset)\/[\w-]+/.exec(text)![0];
const signUp = (link: string, guest: { name: string; email: string }) =>
  server.ask(link, form({ ...guest, password: 'four words of a test' }));

describe('an account of the command line', () => {
  it('is created with an owner, who joins once by the link, and comes back by another one when they are lost', async () => {
    const link = linkIn(await run(['accounts', 'create', 'Example & Söhne']));
    const joined = await signUp(link, { name: 'Ada Lovelace', email: 'ada@example.com' });
    const headers = { cookie: cookiesOf(joined), 'sec-fetch-site': 'same-origin' };
    expect(await server.api(undefined, headers).session.me.query()).toMatchObject({
      member: { name: 'Ada Lovelace', role: 'owner' },
      email: 'ada@example.com',
    });
    expect((await server.ask(link)).status).toBe(404);
    const [owner] = JSON.parse(await run(['members', 'list', 'Example & Söhne', '--json']));
    expect(owner).toMatchObject({ name: 'Ada Lovelace', role: 'owner', email: 'ada@example.com' });
    const again = linkIn(await run(['members', 'reset', owner.id]));
    expect((await server.ask(again, form({ password: 'other words of a test' }))).status).toBeLessThan(400);
    // Whoever had their sessions is out.
    expect(await errorOf(server.api(undefined, headers).session.me.query())).toMatchObject({ code: 'not_signed_in' });
    const login = { email: 'ada@example.com', password: 'other words of a test' };
    expect((await server.ask('/sign-in', form(login))).status).toBe(303);
  });

  it('gets another member', async () => {
    await server.account('Inviting');
    const link = linkIn(await run(['members', 'invite', 'Inviting', '--role', 'viewer']));
    await signUp(link, { name: 'Grace', email: 'grace@example.com' });
    const all = JSON.parse(await run(['members', 'list', 'Inviting', '--json']));
    expect(all).toMatchObject([{ role: 'owner' }, { role: 'viewer', name: 'Grace' }]);
  });

  it('is refused while it is suspended, and its links and checks go on working', async () => {
    const { owner, send, click, domain } = await sender('Suspended', 'click.suspended.com');
    const { token } = await send('https://shop.brand.com/');
    expect(await run(['accounts', 'suspend', 'Suspended'])).toContain('Its links go on working.');
    const code = () =>
      owner.projects.list.query().then(
        () => 'answered',
        () => errorOf(owner.projects.list.query()).then((error) => error.code),
      );
    await expect.poll(code, { timeout: 15_000 }).toBe('account_suspended');
    expect(await click(token)).toBe('https://shop.brand.com/');
    await server.database.domain.update({ where: { id: storedId(domain.id) }, data: { nextCheckAt: new Date(0) } });
    const checked = async () =>
      (await server.database.domain.findUniqueOrThrow({ where: { id: storedId(domain.id) } })).nextCheckAt.getTime();
    await expect.poll(checked, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect(run(['accounts', 'suspend', 'Suspended'])).rejects.toThrow('"Suspended" is suspended already.');
    await run(['accounts', 'resume', 'Suspended']);
    await expect.poll(code, { timeout: 15_000 }).toBe('answered');
    const actions = (await owner.audit.list.query({})).data.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['operator.accountSuspended', 'operator.accountResumed']));
  }, 60_000);

  it('is deleted with everything of it once its name was typed; tombstones of its hosts stay', async () => {
    const { id, send, click } = await sender('Deleted', 'click.deleted.com');
    const other = await sender('Other', 'click.other.com');
    const { token, linkId } = await send('https://shop.brand.com/');
    const kept = await other.send('https://other.brand.com/');
    const event = { ...eventOf('click', linkId), client: 'human', reason: 'browser' } as const;
    await storeEvents(poolOf(server.database), [event]);
    await expect(run(['accounts', 'delete', 'Deleted'], 'Delete')).rejects.toThrow('Nothing was deleted');
    expect(await click(token)).toBe('https://shop.brand.com/');
    const said = await run(['accounts', 'delete', 'Deleted'], 'Deleted');
    expect(said).toMatch(/members 1, projects 1, mailings 1, links 1, events [12]\./);
    expect(said).toContain('Links on these hosts end: click.deleted.com.');
    const tables = await server.database.$queryRaw<{ it: string }[]>`
      SELECT table_name::text AS it FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'account_id' AND table_name NOT IN ('tombstone', 'credential') AND table_name NOT LIKE 'event\\_%'`;
    for (const { it: table } of tables) {
      const rows = await server.database.$queryRawUnsafe<unknown[]>(
        `SELECT FROM "${table}" WHERE account_id = '${id}'`,
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
    expect(await server.database.tombstone.findMany({ where: { host: 'click.deleted.com' } })).toMatchObject([
      { accountId: null },
    ]);
    await expect.poll(() => click(token), { timeout: 10_000 }).toBeUndefined();
    expect(await other.click(kept.token)).toBe('https://other.brand.com/');
  });

  it('is exported with everything but secrets, a line for each thing', async () => {
    const { send, id } = await sender('Exported', 'click.exported.com');
    const url = new URL('https://shop.brand.com/a"b\\c?ü=%0A,1').href;
    const { linkId } = await send(url);
    const event = { ...eventOf('click', linkId, { recipientId: '42' }), client: 'human', reason: 'browser' } as const;
    await storeEvents(poolOf(server.database), [event]);
    const to = join(folder, 'export');
    await run(['accounts', 'export', 'Exported', to]);
    const read = async (name: string) =>
      (await readFile(join(to, name), 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    const all = Object.fromEntries(
      await Promise.all(exportedFiles.map(async (name) => [name, await read(name)] as const)),
    );
    expect(all['account.jsonl']).toMatchObject([{ name: 'Exported', id: `acc_${id.replaceAll('-', '')}` }]);
    const stored = await server.database.link.findUniqueOrThrow({ where: { id: BigInt(linkId) } });
    expect(all['links.jsonl']).toMatchObject([{ id: `lnk_${linkId}`, url: stored.url }]);
    expect(all['events.jsonl']).toMatchObject([{ type: 'click', link: `lnk_${linkId}`, recipient_id: '42' }]);
    expect(all['domains.jsonl']).toMatchObject([{ host: 'click.exported.com', status: 'verified' }]);
    expect(JSON.stringify(all)).not.toMatch(/wms1|wm_mem_[\w-]{20}/);
    await expect(run(['accounts', 'export', 'Exported', to])).rejects.toThrow(`${to} exists.`);
  });
});
