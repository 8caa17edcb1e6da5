import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { alive } from './start-lock.ts';
import { copyCluster, usedPostgres } from './testing.ts';

const folder = () => mkdtemp(join(tmpdir(), 'waymark-embedded-'));
const started: EmbeddedPostgres[] = [];

/** A folder in which a server ran and was stopped, with a table. */
let template: Promise<string> | undefined;
async function usedFolder(): Promise<string> {
  template ??= folder().then(async (data) => {
    usedPostgres(data);
    const home = join(data, 'postgres');
    const server = await startEmbeddedPostgres(home);
    await run(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.stop();
    return home;
  });
  const home = await folder();
  copyCluster(await template, home);
  return home;
}

async function start(home: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(home);
  started.push(server);
  return server;
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 200 && alive(pid); i++) await sleep(25);
}

const onLinux = process.platform === 'linux';

/** The commands of processes that name a folder, or work in one below it. */
function processesOn(home: string): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const commands = ids.map((id) => {
    const file = `/proc/${id}/cmdline`;
    try {
      return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : '';
    } catch {
      return '';
    }
  });
  return commands.filter((command) => command.includes(home));
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

describe('the embedded PostgreSQL', () => {
  it('leaves no half-made data folder behind, and keeps its data across a restart', async () => {
    const home = await folder();
    const first = await start(home);
    expect((await readdir(home)).filter((name) => name.includes('init'))).toEqual([]);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(alive(first.pid)).toBe(false);
    const second = await start(home);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is adopted instead of started twice if it is already running', async () => {
    const home = await usedFolder();
    const first = await start(home);
    const second = await start(home);
    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  });

  it('gives each user of a running server the database they name', async () => {
    const home = await usedFolder();
    await start(home);
    const other = await startEmbeddedPostgres(home, 'another');
    expect(await run(other.url, 'SELECT current_database()')).toEqual([{ current_database: 'another' }]);
  });

  it('runs no processes for what nobody uses', async () => {
    const { url } = await start(await usedFolder());
    const idle = `SELECT backend_type FROM pg_stat_activity WHERE backend_type ~ '^(io worker|logical)'`;
    expect(await run(url, idle)).toEqual([]);
  });

  it('starts once when two processes start it at the same time', async () => {
    const home = await folder();
    const [one, other] = await Promise.all([start(home), start(home)]);
    expect(one.pid).toBe(other.pid);
  });

  it('recovers after SIGKILL', async () => {
    const home = await usedFolder();
    const first = await start(home);
    process.kill(first.pid, 'SIGKILL');
    await gone(first.pid);
    const second = await start(home);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it.each(['this process', 'another PostgreSQL', 'nobody, since the file is garbage'])(
    'recovers when the number that it left behind belongs to %s',
    async (whose) => {
      const home = await usedFolder();
      const first = await start(home);
      const other = whose === 'another PostgreSQL' ? await start(await usedFolder()) : undefined;
      process.kill(first.pid, 'SIGKILL');
      await gone(first.pid);
      const pidFile = join(home, 'pgdata', 'postmaster.pid');
      const lines = (await readFile(pidFile, 'utf8')).split('\n');
      if (whose.startsWith('nobody')) lines.splice(0, lines.length, 'garbage');
      else lines[0] = String(other?.pid ?? process.pid);
      await writeFile(pidFile, lines.join('\n'));
      const second = await start(home);
      expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(second.adopted).toBe(false);
      await second.stop();
      if (other) expect(await run(other.url, 'SELECT 1 AS it')).toEqual([{ it: 1 }]);
      expect(alive(process.pid)).toBe(true);
    },
  );

  it('of a copied folder is another one than that of the original, which runs', async () => {
    const [home, copy] = [await usedFolder(), await folder()];
    const original = await start(home);
    copyCluster(home, copy);
    const second = await start(copy);
    expect([second.adopted, second.pid === original.pid]).toEqual([false, false]);
    await run(second.url, 'CREATE TABLE copied AS SELECT 1');
    await expect(run(original.url, 'SELECT * FROM copied')).rejects.toThrow('does not exist');
  });

  it('gets a new password when its file is lost', async () => {
    const home = await usedFolder();
    const first = await start(home);
    await rm(join(home, 'password'));
    await expect(startEmbeddedPostgres(home)).rejects.toThrow(
      `${join(home, 'password')}. Its server still runs, as process ${first.pid}. If nobody else needs it, stop it (kill -INT`,
    );
    await first.stop();
    const second = await start(home);
    expect(second.url).not.toBe(first.url);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it.runIf(onLinux)('that refuses the password is named with the way out, and not left running', async () => {
    const home = await usedFolder();
    await writeFile(join(home, 'password'), 'garbage');
    await expect(startEmbeddedPostgres(home)).rejects.toThrow(
      `refuses the password in ${join(home, 'password')}. Put the right file back`,
    );
    expect(processesOn(home)).toEqual([]);
    await rm(join(home, 'password'));
    await start(home);
  });

  it.runIf(onLinux)('is stopped although it is halted, before anybody loses patience', async () => {
    const server = await start(await usedFolder());
    process.kill(server.pid, 'SIGSTOP');
    const began = performance.now();
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect(performance.now() - began).toBeLessThan(8000);
  });

  it('names a lock file that is not one, with the way out', async () => {
    const home = await usedFolder();
    await writeFile(join(home, 'lock'), 'garbage '.repeat(1000));
    await expect(startEmbeddedPostgres(home)).rejects.toThrow(
      `The lock file ${join(home, 'lock')} cannot be used (file is not a database). If this user may write`,
    );
    await rm(join(home, 'lock'));
    // What an earlier version left behind on a full disk.
    await writeFile(join(home, 'start.lock'), '');
    const began = performance.now();
    await start(home);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it.runIf(onLinux)('leaves nothing running when its start is ended, whenever that is', async () => {
    const home = await usedFolder();
    const began = performance.now();
    await (await start(home)).stop();
    const whole = performance.now() - began;
    // Within the creation of the folder, then within a start.
    for (const [place, afterMs] of [
      [await folder(), 0],
      [await folder(), 500],
      ...[0.2, 0.4, 0.6].map((share) => [home, share * whole] as const),
    ] as const) {
      const signal = AbortSignal.timeout(Math.round(afterMs));
      const ended = await startEmbeddedPostgres(place, 'waymark', signal).catch(() => undefined);
      await ended?.stop();
      expect(processesOn(place)).toEqual([]);
    }
    await start(home);
  });
});
