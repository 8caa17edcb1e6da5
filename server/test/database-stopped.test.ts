import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@waymark/prisma';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { usedPostgres } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

/** How long PostgreSQL is down before and after the server is restarted, in milliseconds; longer in the long form. */
const away = Number(process.env.WAYMARK_FAULT_SECONDS ?? 2) * 1000;

let folder: string;
let postgres: EmbeddedPostgres;
let door: Door;
let link: ClickedLink;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-stopped-'));
  usedPostgres(folder);
  postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(postgres.url);
  door = await openDoor();
  link = await withDatabase(async (database) => {
    const sent = await sentLink(database);
    const { id: domainId, accountId } = await database.domain.findUniqueOrThrow({ where: { host: sent.host } });
    await database.listedApp.create({ data: { domainId, accountId, system: 'ios', app: 'ABCDE12345.com.brand.shop' } });
    return sent;
  });
});
afterAll(async () => {
  door.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

describe('while PostgreSQL is stopped and the server is restarted', () => {
  it('links keep working, and all of their events are in the database afterwards, once', {
    timeout: 60_000 + 6 * away,
  }, async () => {
    const port = await freePort();
    const env = {
      PORT: String(port),
      WAYMARK_DATA: join(folder, 'data'),
      DATABASE_URL: door.url(postgres.url),
      WAYMARK_LOG_LEVEL: 'silent',
    };
    const first = await startProgram(env);
    const clicking = startClicking(port, link);
    await sleep(500);

    door.close();
    await postgres.stop();
    await sleep(away);
    await end(first, 'SIGTERM');
    const before = clicking.answered.size;
    const second = await startProgram(env);
    await sleep(away);
    expect(clicking.answered.size).toBeGreaterThan(before);
    expect(await ask(port, '/.well-known/apple-app-site-association', { host: link.host })).toMatchObject({
      status: 200,
      text: expect.stringContaining('ABCDE12345.com.brand.shop'),
    });
    expect(await ask(port, '/healthz')).toMatchObject({ status: 200 });
    expect(await ask(port, '/readyz')).toMatchObject({
      status: 503,
      text: expect.stringContaining('No PostgreSQL server answers there.'),
    });
    const page = await ask(port, '/');
    expect(page).toMatchObject({ status: 503 });
    expect(page.text).toContain('The database of this server cannot be reached at the moment.');
    const api = await ask(port, '/trpc/projects.list');
    expect([api.status, JSON.parse(api.text).error.data.error.code]).toEqual([503, 'database_away']);

    postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
    await door.open();
    const { answered, failed, broken } = await clicking.stop();
    const found = await withDatabase((database) => allStored(database, answered, 30_000 + 4 * away));
    console.log(
      `PostgreSQL away for ${(2 * away) / 1000} s, server restarted meanwhile: ${answered.size} answered (${answered.size - before} of them after the restart), ${failed} failed, ${broken} tried again while no server listened; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect([failed, found.double]).toEqual([0, 0]);
    await expect.poll(async () => (await ask(port, '/readyz')).status, { timeout: 15_000 }).toBe(200);
    expect((await ask(port, '/')).status).toBe(200);
    await end(second, 'SIGTERM');
  });
});

describe('an embedded database', () => {
  let data: string;
  beforeAll(async () => {
    data = join(folder, 'embedded');
    usedPostgres(data);
  });

  it('that is killed is restarted, and links are not affected', async () => {
    const port = await freePort();
    const child = await startProgram({ PORT: String(port), WAYMARK_DATA: data, WAYMARK_LOG_LEVEL: 'silent' });
    const own = await withDatabase(sentLink, await findEmbeddedPostgres(join(data, 'postgres')));
    const clicking = startClicking(port, own, 4);
    // A link that was just made is looked up in the database at its first click.
    await expect.poll(() => clicking.answered.size, { timeout: 10_000 }).toBeGreaterThan(0);
    const [pid] = (await readFile(join(data, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    const status = async () => (await ask(port, '/readyz')).status;
    await expect.poll(status, { timeout: 10_000, interval: 10 }).toBe(503);
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    const { answered, failed, broken } = await clicking.stop();
    const found = await withDatabase(
      (database) => allStored(database, answered),
      await findEmbeddedPostgres(join(data, 'postgres')),
    );
    console.log(
      `embedded PostgreSQL killed: ${answered.size} answered, ${failed} failed, ${broken} broken; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect([failed, broken, found.double]).toEqual([0, 0, 0]);
    await end(child, 'SIGTERM');
  });

  it('that does not start leaves links working, and is started as soon as possible', async () => {
    const port = await freePort();
    const env = { PORT: String(port), WAYMARK_DATA: data, WAYMARK_LOG_LEVEL: 'silent' };
    const first = await startProgram(env);
    const own = await withDatabase(sentLink, await findEmbeddedPostgres(join(data, 'postgres')));
    const isAnswered = async () => (await startClicking(port, own, 1).stop()).answered.size;
    expect(await isAnswered()).toBe(1);
    await end(first, 'SIGTERM');

    const [needed, hidden] = [join(data, 'postgres', 'pgdata', 'global'), join(data, 'hidden')];
    await rename(needed, hidden);
    const second = await startProgram(env);
    expect(await isAnswered()).toBe(1);
    const { status, text } = await ask(port, '/readyz');
    expect([status, text]).toEqual([503, expect.stringContaining('PostgreSQL did not start.')]);
    await rename(hidden, needed);
    await expect.poll(async () => (await ask(port, '/readyz')).status, { timeout: 20_000 }).toBe(200);
    await end(second, 'SIGTERM');
  });
});

describe('a server that never had a copy of the links', () => {
  it('does not start without its database, and says why', async () => {
    const port = await freePort();
    const env = {
      PORT: '0',
      WAYMARK_DATA: join(folder, 'empty'),
      DATABASE_URL: `postgresql://u:p@127.0.0.1:${port}/waymark`,
    };
    await expect(startProgram(env)).rejects.toThrow('ended at its start, with 1');
  });
});

/** A link of a mailing of a verified domain. */
async function withDatabase<Result>(
  use: (database: Database) => Promise<Result>,
  url: string = postgres.url,
): Promise<Result> {
  const database = openDatabase(url);
  try {
    return await use(database);
  } finally {
    await database.$disconnect();
  }
}

/**
 * PostgreSQL behind a fixed port, although it uses another one after every start; when closed, nothing listens there.
 */
interface Door {
  url(of: string): string;
  open(): Promise<void>;
  close(): void;
}

async function openDoor(): Promise<Door> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const inside = connect(Number(new URL(postgres.url).port), '127.0.0.1');
    for (const [end, otherEnd] of [
      [socket, inside],
      [inside, socket],
    ] as const) {
      open.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        open.delete(end);
        otherEnd.destroy();
      });
    }
    socket.pipe(inside).pipe(socket);
  });
  let port = 0;
  const listen = () => new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  await listen();
  ({ port } = server.address() as AddressInfo);
  return {
    url: (of) => Object.assign(new URL(of), { port: String(port) }).href,
    open: listen,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
