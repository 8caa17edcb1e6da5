import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NameServer, startNameServer } from '../src/domains/dns/name-server.testing.ts';
import { metricsSecret } from './ask.ts';
import { type Answers, type Attack, startAttack, type Target, useOnce } from './attack.ts';
import { attackersOwn, countLost, peakMemoryOf } from './attacked-server.ts';
import { type ClickedLink, end, sentLink, startProgram } from './clicks.ts';
import { clickSteadily } from './steady-clicks.ts';
import { freePort } from './test-server.ts';

const seconds = Number(process.env['WAYMARK_FLOOD_SECONDS'] ?? 1);
/** Nobody waits for as long as a log that is taken for hanging; the bench measures how short it is on a free machine. */
const maxP99 = 3000;
const maxMegabytes = 700;

let folder: string;
let fresh: FreshDatabase;
let nameServer: NameServer;
let otherNameServer: NameServer;
let port: number;
let server: ChildProcess;
/** How many attacks there were, so that each has recipients of its own. */
let attacks = 0;
/** Of the account whose clicks count. */
let link: ClickedLink;
/** Of the account that attacks. */
let own: Target;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-flood-'));
  [fresh, port, nameServer, otherNameServer] = await Promise.all([
    freshDatabase(),
    freePort(),
    startNameServer('cname.localhost'),
    startNameServer('cname.localhost'),
  ]);
  link = await sentLink(fresh.database);
  own = { port, ...(await attackersOwn(fresh.database)) };
  server = await startProgram({
    PORT: String(port),
    WAYMARK_DATA: folder,
    DATABASE_URL: fresh.url,
    WAYMARK_LOG_LEVEL: 'silent',
    WAYMARK_METRICS_SECRET: metricsSecret,
    WAYMARK_DNS_SERVERS: `${nameServer.address},${otherNameServer.address}`,
    WAYMARK_DNS_AUTHORITATIVE_PORT: String(nameServer.port),
  });
  await useOnce(own);
});
afterAll(async () => {
  await end(server, 'SIGTERM');
  await Promise.all([fresh.drop(), nameServer.stop(), otherNameServer.stop(), rm(folder, { recursive: true })]);
});

/** Another tenant's clicks during an attack, what became of them, and what the attacker was told. */
async function attacked(attack: Attack) {
  const recipients = `${++attacks} `;
  const stop = await startAttack(attack);
  const clicks = await clickSteadily(port, link, { perSecond: 100, seconds, recipients });
  const answers: Answers = await stop();
  const readers = { where: { recipientId: { startsWith: recipients } }, distinct: ['recipientId' as const] };
  const stored = async () =>
    (await fresh.database.event.findMany({ ...readers, select: { recipientId: true } })).length;
  await expect.poll(stored, { timeout: 50_000, interval: 250 }).toBe(clicks.answered.size);
  const p99 = clicks.latencies[Math.floor(clicks.latencies.length * 0.99)]!;
  const [lost, megabytes] = [await countLost(port), await peakMemoryOf(server)];
  console.log(
    `${attack.kind} over ${attack.connections} connections: ${clicks.answered.size} of ${clicks.latencies.length} other clicks answered, ${clicks.failed + clicks.broken} failed, p99 ${p99.toFixed(1)} ms, all stored, ${lost} events lost in all, memory at most ${Math.round(megabytes)} MB; answers ${JSON.stringify(answers)}`,
  );
  return { failed: clicks.failed + clicks.broken, lost, p99, megabytes, answers };
}

// The bench measures these and more attacks, each for ten seconds.
describe("another tenant's clicks", needs('linux'), () => {
  it.each<[what: string, attack: () => Attack]>([
    [
      'clicks on 100 connections that it never reads',
      () => ({ ...own, kind: 'pipelining', reads: false, connections: 100 }),
    ],
    ['one click after the other on 300', () => ({ ...own, kind: 'clicks', connections: 300 })],
    ['bodies that never end', () => ({ ...own, kind: 'slow bodies', connections: 60 })],
    ['the longest mails to wrap', () => ({ ...own, kind: 'wrapping', connections: 3 })],
    ['domains of others', () => ({ ...own, kind: 'claims', connections: 20 })],
  ])('are answered and stored while a stranger sends %s', async (_what, attack) => {
    const { failed, lost, p99, megabytes, answers } = await attacked(attack());
    expect({ failed, lost }).toEqual({ failed: 0, lost: 0 });
    expect(p99).toBeLessThan(maxP99);
    expect(megabytes).toBeLessThan(maxMegabytes);
    expect(Object.keys(answers).filter((status) => Number(status) >= 500)).toEqual([]);
  });
});
