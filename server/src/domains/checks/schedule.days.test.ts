import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScheduleWorker, startWorker } from './schedule-worker.testing.ts';

/** 10,000 in the long form: WAYMARK_SCHEDULED_DOMAINS=10000. */
const domains = Number(process.env.WAYMARK_SCHEDULED_DOMAINS ?? 500);
const minute = 60_000;
const hour = 60 * minute;
/** By how many hours each step advances the clock. */
const step = 2;
const begin = Date.UTC(2026, 10, 1);
const worker = join(import.meta.dirname, 'schedule-worker.testing.ts');

let fresh: FreshDatabase;
let database: Database;
let url: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
  // Durability is irrelevant here, and 720 hours are many commits.
  url = `${fresh.url}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
  const { id } = await factories(database).account();
  await database.$executeRaw`
    INSERT INTO domain (id, account_id, host, cname_target, status, next_check_at)
    SELECT gen_random_uuid(), ${id}::uuid, 'click' || n || '.brand.com', n || '.cname.waymark.example', 'verified', ${new Date(begin)}
    FROM generate_series(1, ${domains}) AS n`;
});
afterAll(() => fresh.drop());

/** Two workers in this process and one in another, all with the same clock. */
class Servers {
  #here: ScheduleWorker[] = [];
  #child: ChildProcess | undefined;

  async start(now: number): Promise<void> {
    this.#here = await Promise.all([startWorker(url, new Date(now)), startWorker(url, new Date(now))]);
    await this.startChild(now);
  }

  async startChild(now: number): Promise<void> {
    this.#child = fork(worker, [url, new Date(now).toISOString()]);
    await once(this.#child, 'message');
  }

  killChild(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  setTime(now: number): void {
    for (const each of this.#here) each.setTime(new Date(now));
    this.#child?.send(new Date(now).toISOString());
  }

  async stop(): Promise<void> {
    this.#child?.disconnect();
    if (this.#child) await once(this.#child, 'exit');
    for (const each of this.#here.splice(0)) await each.stop();
  }
}

/** Advances time by a number of hours, a step at a time; a step ends when nothing that fell due in it is left. */
async function letPass(servers: Servers, from: number, hours: number): Promise<void> {
  for (let passed = step; passed <= hours; passed += step) {
    const now = new Date(from + passed * hour);
    servers.setTime(now.getTime());
    const due = () => database.$queryRaw<object[]>`SELECT 1 FROM domain WHERE next_check_at <= ${now} LIMIT 1`;
    while ((await due()).length > 0) await sleep(15);
  }
}

describe(`thirty days of ${domains} domains, checked by three workers in two processes`, () => {
  /** The times at which each domain was checked, in days from the start. */
  let checks: number[][];

  beforeAll(async () => {
    const servers = new Servers();
    await servers.start(begin);
    await letPass(servers, begin - step * hour, step + 10 * 24);
    // The process dies during checks: its leases expire after two minutes.
    const death = begin + (10 * 24 + step) * hour;
    servers.setTime(death);
    servers.killChild();
    await letPass(servers, death + 5 * minute - step * hour, step);
    await letPass(servers, death, 2 * 24 - step);
    await servers.startChild(begin + 12 * 24 * hour);
    await letPass(servers, begin + 12 * 24 * hour, 6 * 24);
    // No server runs for a little over two days.
    await servers.stop();
    const back = begin + (20 * 24 + 6) * hour;
    await servers.start(back);
    await letPass(servers, back - step * hour, step + 10 * 24 - 6);
    await servers.stop();

    const rows = await database.$queryRaw<{ times: number[] }[]>`
      SELECT array_agg(extract(epoch FROM at)::float8 ORDER BY at) AS times FROM domain_check GROUP BY domain_id`;
    checks = rows.map(({ times }) => times.map((time) => (time * 1000 - begin) / (24 * hour)));
  }, 300_000);

  /** The hours between consecutive checks of a domain, for those that ended in these days. */
  const waits = (...spans: [from: number, to: number][]) =>
    checks.flatMap((times) =>
      times.slice(1).flatMap((time, index) => {
        const counts = spans.some(([from, to]) => time > from && time <= to);
        return counts ? [(time - times[index]!) * 24] : [];
      }),
    );
  const least = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.min(one, other));
  const most = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.max(one, other));

  it('misses no domain', () => {
    expect(checks).toHaveLength(domains);
    expect(least(checks.map((times) => times.length))).toBeGreaterThanOrEqual(28);
  });

  it('checks none twice, even while catching up', () => {
    // While a domain returns to its time of day, its intervals are at least 18 hours, less a quarter for jitter.
    expect(least(waits([0, 30]))).toBeGreaterThan(17);
  });

  it('checks each once a day, and after four days at its own time of day, even when a process dies', () => {
    const settled = waits([5, 18], [25, 30]);
    expect(settled.length).toBeGreaterThan(domains * 17);
    // Tolerates one step of the clock, since jitter moves both ends by a quarter of an hour.
    expect(least(settled)).toBeGreaterThan(24 - step - 0.1);
    expect(most(settled)).toBeLessThan(24 + step + 0.1);
  });

  it('catches up at once after two days without a server, with one check per domain', () => {
    const caughtUp = checks.map((times) => times.filter((time) => time > 18.01 && time < 20.25 + 17 / 24).length);
    expect([least(caughtUp), most(caughtUp)]).toEqual([1, 1]);
    expect(most(waits([0, 18], [21.5, 30]))).toBeLessThan(24 + step + 0.6);
  });

  it('spreads checks over the day', () => {
    const shares = Array.from({ length: 24 / step }, () => 0);
    for (const time of checks.flat()) if (time >= 7.99 && time < 8.99) shares[Math.round(((time - 8) * 24) / step)]!++;
    // Times of day are random, so a share is known to its standard deviation; five of them do not happen by chance.
    const mean = domains / shares.length;
    expect(least(shares)).toBeGreaterThan(mean - 5 * Math.sqrt(mean));
    expect(most(shares)).toBeLessThan(mean + 5 * Math.sqrt(mean));
  });
});
