import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { factories, usedPostgres } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askingMetrics, metricsSecret } from './ask.ts';
import { type ClickedLink, end, sentLink, startClicking, startProgram } from './clicks.ts';
import { postmasterIn } from './process-list.ts';
import { freePort } from './test-server.ts';

let folder: string;
let port: number;
let child: ChildProcess;
let url: string;
let link: ClickedLink;
let headers: Record<string, string>;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-halted-'));
  port = await freePort();
  env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    WAYMARK_DATA: folder,
    WAYMARK_METRICS_SECRET: metricsSecret,
    WAYMARK_LOG_LEVEL: 'silent',
  };
  usedPostgres(folder);
  child = await startProgram(env);
  url = (await findEmbeddedPostgres(join(folder, 'postgres'))) ?? '';
  const database = openDatabase(url);
  link = await sentLink(database);
  const { id } = await factories(database).account();
  headers = { authorization: `Bearer ${(await factories(database).memberWithKey(id)).key}` };
  await database.$disconnect();
});
afterAll(async () => {
  await end(child, 'SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** The server and every process of its own that it started. */
async function postgresProcesses(): Promise<number[]> {
  const pid = await postmasterIn(folder);
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
  return [pid, ...children.filter(Boolean).map(Number)];
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const began = performance.now();
  const result = await work;
  return { result, ms: Math.round(performance.now() - began) };
}

const metric = async (name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec((await ask(port, '/metrics', askingMetrics)).text)?.[1]);

describe('a database that is halted', needs('linux', 'a database'), () => {
  it('is known within five seconds, keeps nobody waiting, and costs no click', { timeout: 120_000 }, async () => {
    const projects = () => ask(port, '/trpc/projects.list', { headers });
    expect((await projects()).status).toBe(200);
    const halted = await postgresProcesses();
    for (const pid of halted) process.kill(pid, 'SIGSTOP');
    try {
      const member = await timed(projects());
      const waited = [];
      for (const path of ['/readyz', '/metrics', '/readyz', '/setup/token', '/trpc/projects.list']) {
        waited.push({ path, ...(await timed(ask(port, path, path === '/metrics' ? askingMetrics : { headers }))) });
      }
      const clicking = await startClicking(port, link, 4).stop();
      const clicked = await timed(startClicking(port, link, 1).stop());
      console.log(
        `PostgreSQL halted: a member's request that was under way ${member.result.status} after ${member.ms} ms; ${waited.map(({ path, result, ms }) => `${path} ${result.status} after ${ms} ms`).join(', ')}; a click after ${clicked.ms} ms`,
      );
      expect([member.result.status, member.result.headers['retry-after']]).toEqual([503, '5']);
      expect(member.ms).toBeLessThan(5000);
      expect(waited.map(({ result }) => result.status)).toEqual([503, 200, 503, 503, 503]);
      expect(Math.max(...waited.slice(0, 3).map(({ ms }) => ms))).toBeLessThan(2000);
      expect([clicking.failed, clicking.broken]).toEqual([0, 0]);
      expect(await metric('waymark_events_lost_total')).toBe(0);
    } finally {
      for (const pid of halted) process.kill(pid, 'SIGCONT');
    }
    await expect.poll(async () => (await ask(port, '/readyz')).text, { timeout: 5000 }).toBe('ok\n');
    expect((await projects()).status).toBe(200);
    await expect.poll(() => metric('waymark_event_log_waiting_bytes'), { timeout: 5000 }).toBe(0);
  });

  it('a connection that an operator ends is a 503 that says when to try again, and never a 500', async () => {
    const client = new pg.Client(url);
    await client.connect();
    const statuses = new Map<number, number>();
    const until = performance.now() + 2000;
    const asking = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (performance.now() < until) {
          const answer = await ask(port, '/trpc/projects.create', {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify({ name: 'Newsletter' }),
          });
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (answer.status === 503) expect(answer.headers['retry-after']).toBe('5');
        }
      }),
    );
    while (performance.now() < until) {
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      await new Promise((later) => setTimeout(later, 15));
    }
    await asking;
    await client.end();
    console.log(`connections ended by an operator: ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses.get(503)).toBeGreaterThan(0);
  });
});
