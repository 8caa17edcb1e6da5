/**
 * `node bench/soak.ts [seconds]`: a whole server under load for five minutes, with its memory every fifteen seconds. Ends
 * with 1 when the memory grows.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { factories } from '@waymark/prisma/testing';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { type SentMail, startSoaking } from './soak-load.ts';
import type { Memory } from './soak-server.ts';

const seconds = Number(process.argv[2] ?? 300);
const samples = 20;
/** Growth over the second half by linear regression, as a share of the value in the middle. */
const maxGrowth = 0.02;

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

async function sentMail(databaseUrl: string): Promise<SentMail> {
  const database = openDatabase(databaseUrl);
  const make = factories(database);
  const { id: accountId } = await make.account();
  const { domain, key } = await make.domain(accountId);
  const project = await make.project(accountId);
  const url = 'https://shop.brand.com/';
  const { mailing, links } = await make.mailing(accountId, project.id, domain.id, [url]);
  await database.$disconnect();
  return { host: domain.host, key, linkId: Number(links[0]!.id), mailingId: Number(mailing.id), url };
}

async function memoryOf(server: ChildProcess): Promise<Memory> {
  server.send('memory');
  return (await once(server, 'message'))[0];
}

/** How much a straight line through these numbers rises from the first to the last, as a share of their mean (least squares). */
function growth(numbers: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [middle, average] = [(numbers.length - 1) / 2, mean(numbers)];
  const slope =
    mean(numbers.map((number, index) => (index - middle) * (number - average))) /
    mean(numbers.map((_, index) => (index - middle) ** 2));
  return (slope * (numbers.length - 1)) / average;
}

const folder = await mkdtemp(join(tmpdir(), 'waymark-soak-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
try {
  await migrate(postgres.url);
  const mail = await sentMail(postgres.url);
  const server = fork(join(import.meta.dirname, 'soak-server.ts'), {
    env: { PORT: '0', DATABASE_URL: postgres.url, WAYMARK_DATA: join(folder, 'data'), WAYMARK_LOG_LEVEL: 'warn' },
    execArgv: [...nodeFlags, '--expose-gc'],
  });
  const [address] = (await once(server, 'message')) as [string];
  const load = startSoaking(Number(new URL(address).port), mail);
  const memory: Memory[] = [];
  for (let sample = 1; sample <= samples; sample++) {
    await sleep((seconds * 1000) / samples);
    const now = await memoryOf(server);
    memory.push(now);
    const { clicks, opens, junk } = load.counts();
    console.log(
      `${Math.round((sample * seconds) / samples)} s: memory ${megabytes(now.rss)} MB, heap after collecting ${megabytes(now.heap)} MB, outside of it ${megabytes(now.outside)} MB; ${clicks} clicks, ${opens} opens, ${junk} others`,
    );
  }
  const { clicks, dropped, opens, wrong } = await load.stop();
  server.send('stop');
  await once(server, 'exit');

  const half = memory.slice(samples / 2);
  const grown = { memory: growth(half.map(({ rss }) => rss)), heap: growth(half.map(({ heap }) => heap)) };
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const isFlat = Math.max(grown.memory, grown.heap) <= maxGrowth;
  console.log(
    `second half: memory ${percent(grown.memory)}, heap ${percent(grown.heap)}: ${isFlat ? 'flat' : 'NOT flat'}; ${clicks + opens} readers answered, ${dropped} dropped, ${wrong.length} wrong answers`,
  );
  if (!isFlat || dropped > 0 || wrong.length > 0) process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true });
}
