/** One tenant's clicks while another attacks, each attack on a whole server with its database. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { startNameServer } from '../server/src/domains/dns/name-server.testing.ts';
import { metricsSecret } from '../server/test/ask.ts';
import { type Attack, startAttack, type Target, useOnce } from '../server/test/attack.ts';
import { attackersOwn, countLost, peakMemoryOf } from '../server/test/attacked-server.ts';
import { type ClickedLink, sentLink } from '../server/test/clicks.ts';
import { clickSteadily } from '../server/test/steady-clicks.ts';
import { type Figure, percentile, rounded } from './figure.ts';

const seconds = 10;
const perSecond = 100;
/** Milliseconds that the slowest click but one of a hundred may take: at most what nobody notices. */
const atMost: Record<Attack['kind'], number> = {
  pipelining: 50,
  clicks: 50,
  'slow headers': 50,
  'slow bodies': 100,
  wrapping: 100,
  calls: 100,
  claims: 100,
};
const drainTimeoutMs = 120_000;

/** How many times clicks were measured, so that each time has recipients of its own. */
let measured = 0;

const attacks: readonly (readonly [what: string, attack: (target: Target) => Attack])[] = [
  [
    'clicks on 30 connections, reading no answer',
    (to) => ({ ...to, kind: 'pipelining', reads: false, connections: 30 }),
  ],
  ['clicks on 100 such connections', (to) => ({ ...to, kind: 'pipelining', reads: false, connections: 100 })],
  ['clicks without end on 30 connections', (to) => ({ ...to, kind: 'pipelining', reads: true, connections: 30 })],
  ['one click after the other on 300', (to) => ({ ...to, kind: 'clicks', connections: 300 })],
  ['headers that never end on 300', (to) => ({ ...to, kind: 'slow headers', connections: 300 })],
  ['100 bodies of 4 MB that never end', (to) => ({ ...to, kind: 'slow bodies', connections: 100 })],
  ['mails of 3 MB to wrap, eight at once', (to) => ({ ...to, kind: 'wrapping', connections: 8 })],
  ['calls of the API over 100 connections', (to) => ({ ...to, kind: 'calls', connections: 100 })],
  ['hosts of others, 20 at once', (to) => ({ ...to, kind: 'claims', connections: 20 })],
];

/** What another tenant notices of each attack, beside what there is to notice without one. */
export async function floodFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-flood-'));
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  const [nameServer, otherNameServer] = await Promise.all([
    startNameServer('cname.localhost'),
    startNameServer('cname.localhost'),
  ]);
  const database = openDatabase(postgres.url);
  try {
    await migrate(postgres.url);
    const figures: Figure[] = [];
    let unattacked = Number.NaN;
    for (const [index, [what, attack]] of attacks.entries()) {
      const [link, own] = [await sentLink(database), await attackersOwn(database)];
      const server = fork(join(import.meta.dirname, 'soak-server.ts'), {
        env: {
          PORT: '0',
          DATABASE_URL: postgres.url,
          WAYMARK_DATA: join(folder, `data-${index}`),
          WAYMARK_LOG_LEVEL: 'silent',
          WAYMARK_METRICS_SECRET: metricsSecret,
          WAYMARK_DNS_SERVERS: `${nameServer.address},${otherNameServer.address}`,
          WAYMARK_DNS_AUTHORITATIVE_PORT: String(nameServer.port),
        },
        execArgv: [...nodeFlags],
      });
      const [address] = (await once(server, 'message')) as [string];
      const target = { ...own, port: Number(new URL(address).port) };
      await useOnce(target);
      if (index === 0) unattacked = (await clicksDuring(database, server, target, link, undefined)).p99;
      const attacker = attack(target);
      const seen = await clicksDuring(database, server, target, link, attacker);
      server.send('stop');
      await once(server, 'exit');
      const { p99, ...from } = seen;
      figures.push({
        what: `another tenant's clicks, p99, during ${what}`,
        against: 'of all answers, none failed, none lost',
        // One that failed or was lost is worse than any that was late.
        measured: from.failed + from.lost === 0 ? rounded(p99) : Number.POSITIVE_INFINITY,
        unit: 'ms',
        atMost: atMost[attacker.kind],
        from: { ...from, 'p99 ms': rounded(p99), 'p99 ms without an attack': rounded(unattacked) },
      });
    }
    return figures;
  } finally {
    await database.$disconnect();
    await Promise.all([nameServer.stop(), otherNameServer.stop()]);
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function clicksDuring(
  database: Database,
  server: ChildProcess,
  { port }: Target,
  link: ClickedLink,
  attack: Attack | undefined,
) {
  const recipients = `${++measured} `;
  const stop = attack && (await startAttack(attack));
  const clicks = await clickSteadily(port, link, { perSecond, seconds, recipients });
  const answers = Object.entries((await stop?.()) ?? {});
  const lost = clicks.answered.size - (await countStored(database, recipients, clicks.answered.size));
  return {
    p99: percentile(clicks.latencies, 0.99),
    'median ms': rounded(percentile(clicks.latencies, 0.5)),
    'longest ms': rounded(clicks.latencies.at(-1)!),
    clicks: clicks.latencies.length,
    failed: clicks.failed + clicks.broken,
    lost,
    'lost of all': await countLost(port),
    'memory MB': Math.round(await peakMemoryOf(server)),
    ...Object.fromEntries(answers.map(([status, times]) => [`attacker's answers ${status}`, times])),
  };
}

/** How many of these recipients' clicks the database has, once it has as many as it should or a long time has passed. */
async function countStored(database: Database, recipients: string, expected: number): Promise<number> {
  const where = { recipientId: { startsWith: recipients } };
  for (const began = performance.now(); ; await sleep(500)) {
    const stored = await database.event.findMany({ where, distinct: ['recipientId'], select: { recipientId: true } });
    if (stored.length >= expected || performance.now() - began > drainTimeoutMs) return stored.length;
  }
}

if (import.meta.main) console.dir(await floodFigures(), { depth: 4 });
