import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { usedPostgres } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askingMetrics, metricsSecret } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { freePort } from './test-server.ts';

const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 2);

let folder: string;
let port: number;
let primary: ChildProcess;
let database: Database;
let link: ClickedLink;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-processes-'));
  port = await freePort();
  usedPostgres(folder);
  primary = await startWith(2);
  database = openDatabase((await findEmbeddedPostgres(home()))!);
  link = await sentLink(database);
});
afterAll(async () => {
  for (const child of children) await end(child, 'SIGTERM');
  await rm(folder, { recursive: true });
});

const home = () => join(folder, 'postgres');

async function startWith(processes: number) {
  const env = { PORT: String(port), WAYMARK_DATA: folder, WAYMARK_LOG_LEVEL: 'silent' };
  const secrets = { WAYMARK_METRICS_SECRET: metricsSecret };
  const child = await startProgram({ ...env, ...secrets, WAYMARK_PROCESSES: String(processes) });
  children.push(child);
  return child;
}

/** The process ids of the workers of a program, which has a database as a child, too. */
async function workersOf(pid: number): Promise<number[]> {
  const found = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const children = found.trim().split(' ').filter(Boolean).map(Number);
  const commands = await Promise.all(
    children.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')),
  );
  return children.filter((_, index) => commands[index]?.includes('main.ts'));
}

/** Whether a process has opened its copy of the links, which it does right before it listens. */
async function hasLinks(pid: number): Promise<boolean> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return targets.some((target) => target.endsWith('links.sqlite'));
}

// Each process takes seconds to start, so a test goes on with those of the one before.
describe('two processes', () => {
  it('look like one server to the operator: one server file, one address, ready when all are', async () => {
    expect(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).toEqual({
      url: `http://localhost:${port}`,
      pid: primary.pid,
    });
    for (let request = 0; request < 6; request++) expect((await ask(port, '/readyz')).status).toBe(200);
    const clicks = await startClicking(port, link, 1).stop();
    const counted = async () =>
      /^waymark_redirects_total (\d+)$/m.exec((await ask(port, '/metrics', askingMetrics)).text)?.[1];
    for (let request = 0; request < 6; request++) expect(await counted()).toBe(String(clicks.answered.size));
    await expect(startWith(3)).rejects.toThrow('ended at its start, with 1');
    await expect(startWith(1)).rejects.toThrow('ended at its start, with 1');
    expect((await ask(port, '/readyz')).status).toBe(200);
  });

  it('lose nothing that was answered when one of them is killed under load, and are replaced at once', {
    timeout: 60_000 + rounds * 12_000,
    ...needs('linux'),
  }, async () => {
    const clicking = startClicking(port, link);
    for (let round = 0; round < rounds; round++) {
      await sleep(400);
      const workers = await workersOf(primary.pid!);
      expect(workers).toHaveLength(2);
      process.kill(workers[round % 2]!, 'SIGKILL');
      const isReplaced = async () => {
        const fresh = (await workersOf(primary.pid!)).filter((pid) => !workers.includes(pid));
        return fresh.length === 1 && hasLinks(fresh[0]!);
      };
      await expect.poll(isReplaced, { timeout: 20_000 }).toBe(true);
    }
    await sleep(400);
    const { answered, failed, broken } = await clicking.stop();
    const found = await allStored(database, answered);
    console.log(
      `one of 2 processes killed ${rounds} times: ${answered.size} answered, ${failed} failed, ${broken} broken and tried again; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect([failed, found.double]).toEqual([0, 0]);
  });

  it('that become fewer leave no events behind', async () => {
    const clicking = startClicking(port, link);
    await sleep(500);
    // All are killed at once, so what is not in the database yet is in two event logs.
    const workers = process.platform === 'linux' ? await workersOf(primary.pid!) : [];
    await end(primary, 'SIGKILL');
    const { answered } = await clicking.stop();
    expect(workers.length === 0 || answered.size > 0).toBe(true);
    await startWith(1);
    const found = await allStored(database, answered);
    console.log(
      `2 processes, then 1: ${answered.size} answered; ${found.stored} stored, ${found.lost} lost, ${found.double} double`,
    );
    expect(found.double).toBe(0);
    await expect
      .poll(async () => (await readdir(join(folder, 'worker-2'))).sort())
      .toEqual(['database.json', 'journal']);
  });
});
