import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { alive } from './start-lock.ts';

const folder = () => mkdtemp(join(tmpdir(), 'waymark-embedded-'));
const started: EmbeddedPostgres[] = [];

async function start(home: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(home);
  started.push(server);
  return server;
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 200 && alive(pid); i++) await sleep(25);
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data across a restart', async () => {
    const home = await folder();
    const first = await start(home);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(alive(first.pid)).toBe(false);
    const second = await start(home);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is adopted instead of started twice if it is already running', async () => {
    const home = await folder();
    const first = await start(home);
    const second = await start(home);
    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  });

  it('gives each user of a running server the database they name', async () => {
    const home = await folder();
    await start(home);
    const other = await startEmbeddedPostgres(home, 'another');
    expect(await run(other.url, 'SELECT current_database()')).toEqual([{ current_database: 'another' }]);
  });

  it('starts once when two processes start it at the same time', async () => {
    const home = await folder();
    const [one, other] = await Promise.all([start(home), start(home)]);
    expect(one.pid).toBe(other.pid);
  });

  it('recovers after SIGKILL', async () => {
    const home = await folder();
    const first = await start(home);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(first.pid, 'SIGKILL');
    await gone(first.pid);
    const second = await start(home);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('leaves no half-made data folder behind', async () => {
    const home = await folder();
    await start(home);
    expect((await readdir(home)).filter((name) => name.includes('init'))).toEqual([]);
  });
});
