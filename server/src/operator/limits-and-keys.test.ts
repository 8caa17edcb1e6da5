import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { poolOf } from '@waymark/prisma';
import { usedPostgres } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';
import { eventOf } from '../events/events.testing.ts';
import { storeEvents } from '../events/storing/store.ts';
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
const usage = async (name: string) => JSON.parse(await run(['limits', 'show', name, '--json']));

describe('limits', () => {
  it('refuse more links and domains with what was used, and change nothing about what is there', async () => {
    const { owner, send, click } = await sender('Limited', 'click.limited.com');
    const { token } = await send('https://shop.brand.com/1', 'https://shop.brand.com/2');
    await run(['limits', 'set', 'Limited', '--links', '3', '--domains', '1']);
    expect(await errorOf(send('https://shop.brand.com/3', 'https://shop.brand.com/4'))).toMatchObject({
      code: 'link_limit_reached',
      message: 'This account may have 3 links, and with these it would have 4. None of them was registered.',
    });
    await send('https://shop.brand.com/3');
    await server.database.checksNow.deleteMany();
    expect(await errorOf(owner.domains.add.mutate({ host: 'click2.limited.com' }))).toMatchObject({
      code: 'domain_limit_reached',
      message: 'This account may have 1 tracking domains, and has 1.',
    });
    expect(await click(token)).toBe('https://shop.brand.com/1');
    expect(await owner.accounts.usage.query()).toMatchObject({ links: 3, maxLinks: 3, domains: 1, maxDomains: 1 });
    await run(['limits', 'set', 'Limited', '--links', 'none', '--domains', 'none']);
    await send('https://shop.brand.com/5');
    expect(await usage('Limited')).toMatchObject({ links: 4, maxLinks: null });
  });

  it('hold for links that are registered at the same time', async () => {
    const { send } = await sender('Crowded', 'click.crowded.com');
    await run(['limits', 'set', 'Crowded', '--links', '3']);
    const sent = await Promise.allSettled(
      Array.from({ length: 6 }, (_, number) => send(`https://shop.brand.com/${number}`)),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled').length).toBe(3);
    expect(await usage('Crowded')).toMatchObject({ links: 3 });
  });

  it('of events keep more from being stored, which is counted, and redirect all the same', async () => {
    const { send, click } = await sender('Busy', 'click.busy.com');
    const { token, linkId } = await send('https://shop.brand.com/');
    const store = (count: number) =>
      storeEvents(
        poolOf(server.database),
        Array.from(
          { length: count },
          () => ({ ...eventOf('click', linkId), client: 'human', reason: 'browser' }) as const,
        ),
      );
    await run(['limits', 'set', 'Busy', '--events', '3']);
    expect(await store(2)).toEqual({ unknown: 0 });
    await store(1);
    expect(await store(4)).toEqual({ unknown: 0 });
    expect(await usage('Busy')).toMatchObject({ events: 3, notStored: 4, maxMonthlyEvents: 3 });
    expect(await server.database.event.count({ where: { linkId: BigInt(linkId) } })).toBe(3);
    expect(await click(token)).toBe('https://shop.brand.com/');
    await run(['limits', 'set', 'Busy', '--events', 'none']);
    await store(1);
    expect(await usage('Busy')).toMatchObject({ events: expect.any(Number), maxMonthlyEvents: null });
  });
});

describe('keys', () => {
  it('of domains are replaced, and links that were sealed with the former ones go on working', async () => {
    const { send, click } = await sender('Rotated', 'click.rotated.com');
    const before = await send('https://shop.brand.com/before');
    expect(await run(['keys', 'rotate', '--account', 'Rotated'])).toContain('Domains with a new signing key: 1.');
    const after = await send('https://shop.brand.com/after');
    expect([before.keyId, after.keyId]).toEqual([1, 2]);
    expect(await click(before.token)).toBe('https://shop.brand.com/before');
    await expect.poll(() => click(after.token), { timeout: 10_000 }).toBe('https://shop.brand.com/after');
  });

  it('that encrypt are replaced, at once or after all servers have the new one', async () => {
    const { send, click } = await sender('Master', 'click.master.com');
    const { token } = await send('https://shop.brand.com/');
    const next = /next master key, (\w{16})/.exec(await run(['keys', 'rotate', '--master', '--prepare']))![1];
    expect(await run(['keys', 'rotate', '--master'])).toContain(`The master key is ${next} now.`);
    const third = /The master key is (\w{16}) now/.exec(await run(['keys', 'rotate', '--master']))![1];
    expect(third).not.toBe(next);
    const file = await readFile(join(server.dataFolder, 'master-key'), 'utf8');
    expect(file.match(/^[\w-]{43}$/gm)?.length).toBe(2);
    expect(await click(token)).toBe('https://shop.brand.com/');
    await send('https://shop.brand.com/more');
  });
});

describe('the command line', () => {
  it('says what to do about what cannot be done', async () => {
    await expect(run(['accounts', 'suspend', 'Nobody'])).rejects.toThrow(
      'There is no account "Nobody". `accounts list` shows all',
    );
    await server.account('Twice');
    await server.account('Twice');
    await expect(run(['members', 'list', 'Twice'])).rejects.toThrow('Several accounts are called "Twice".');
    await expect(run(['members', 'reset', 'ada'])).rejects.toThrow('There is no member ada.');
    await expect(run(['limits', 'set', 'Twice', '--links', 'many'])).rejects.toThrow('It is a number up to 999999999');
    await expect(run(['limits', 'set', 'Limited'])).rejects.toThrow('Say what to limit');
    await expect(run(['keys', 'rotate', '--prepare'])).rejects.toThrow('add --master');
    expect(await run(['accounts', 'list'])).toMatch(/^id +name +state +members/);
  });

  it('works on an embedded database that no server runs on, with exit codes', async () => {
    const data = join(folder, 'embedded');
    await mkdir(data);
    usedPostgres(data);
    const program = fileURLToPath(new URL('run-operator.ts', import.meta.url));
    const env = { PATH: process.env.PATH, WAYMARK_DATA: data };
    const start = (...args: string[]) =>
      promisify(execFile)(process.execPath, [program, ...args], { env, cwd: folder });
    await expect(start('accounts', 'lst')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown command 'lst'"),
    });
    await expect(start('accounts', 'delete', 'Nobody')).rejects.toMatchObject({ code: 1 });
    const help = await start('limits', 'set', '--help');
    expect(help.stdout).toContain('Example:\n  npm run waymark -- limits set "Example Brand"');
  }, 60_000);
});
