import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Database, openDatabase, poolOf } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { factories } from '@waymark/prisma/testing';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { timeOrderedId } from '../server/src/edge/time-ordered-id.ts';
import { classify } from '../server/src/events/clients/classify.ts';
import { storeEvents } from '../server/src/events/storing/store.ts';
import { type Figure, median, rounded } from './figure.ts';

/** As many events as half a megabyte of an event log holds, which is what the drain reads at once. */
const batch = 2500;
const batches = 16;
/** Rounds of each side in turns; the first one warms up. */
const rounds = 7;
/** How long events are stored while redirects are served, in milliseconds. */
const sustained = 10_000;

/** Events into PostgreSQL as the drain stores them, beside COPY of rows that need nothing looked up; then while redirects are served. */
export async function ingestFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const database = openDatabase(postgres.url);
  try {
    await migrate(postgres.url);
    const mailing = await sentMailing(database);
    const client = new pg.Client(postgres.url);
    await client.connect();
    // The same columns and the same indexes, without partitions and triggers.
    await client.query('CREATE TABLE event_copied (LIKE event INCLUDING ALL)');
    const storing: number[] = [];
    const copying: number[] = [];
    for (let round = 0; round < rounds; round++) {
      storing.push(await timeOf(() => store(database, mailing)));
      copying.push(await timeOf(() => copy(client, mailing)));
    }
    await client.end();
    if ((await database.event.count()) !== rounds * batches * batch) throw new Error('Not every event was stored.');
    const [stored, copied] = [storing, copying].map((times) => (batch * batches) / median(times.slice(1))) as [
      number,
      number,
    ];
    const { rows, redirects } = await whileRedirectsAreServed(database, mailing);
    const from = {
      'events in a batch': batch,
      'stored, rows/s': rounded(stored),
      'copied, rows/s': rounded(copied),
      'stored while redirects were served, rows/s': rounded(rows),
      'redirects meanwhile, with their client on the same cores, 1/s': rounded(redirects),
    };
    return [
      {
        what: 'events into PostgreSQL, 12 columns',
        against: 'COPY from pg-copy-streams',
        measured: rounded(stored / copied),
        unit: '× as fast',
        atLeast: 0.6,
        from,
      },
      {
        what: 'events into PostgreSQL while redirects are served',
        against: 'the same machine',
        measured: rounded(rows),
        unit: 'rows/s',
        atLeast: 15_000,
        from,
      },
    ];
  } finally {
    await database.$disconnect();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

interface SentMailing {
  readonly accountId: string;
  readonly mailingId: number;
  readonly links: readonly number[];
}

async function sentMailing(database: Database): Promise<SentMailing> {
  const make = factories(database);
  const { id: accountId } = await make.account();
  const { domain } = await make.domain(accountId);
  const project = await make.project(accountId);
  const urls = Array.from({ length: 20 }, (_, index) => `https://shop.brand.com/offer/${index}`);
  const { mailing, links } = await make.mailing(accountId, project.id, domain.id, urls);
  return { accountId, mailingId: Number(mailing.id), links: links.map(({ id }) => Number(id)) };
}

let count = 0;

function someEvents({ links }: SentMailing) {
  return Array.from({ length: batch }, () => {
    const at = Date.UTC(2026, 10, 23) + count++;
    const event = {
      id: timeOrderedId(at),
      type: 'click' as const,
      at,
      subject: links[count % links.length]!,
      recipientId: String(1_000_000 + (count % 500_000)),
      ip: `192.0.${count % 256}.0`,
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    };
    return { ...event, ...classify(event) };
  });
}

async function store(database: Database, mailing: SentMailing): Promise<void> {
  for (let done = 0; done < batches; done++) {
    await storeEvents(poolOf(database), someEvents(mailing), { journal: 'bench', position: count });
  }
}

async function copy(client: pg.Client, mailing: SentMailing): Promise<void> {
  for (let done = 0; done < batches; done++) {
    const text = someEvents(mailing)
      .map(
        (event) =>
          `${event.id}\t${mailing.accountId}\t${mailing.mailingId}\t${event.subject}\t${event.type}\t${new Date(event.at).toISOString()}\t${event.recipientId}\t${event.ip}\t${event.userAgent}\t${event.client}\t${event.reason}\n`,
      )
      .join('');
    const columns = 'id, account_id, mailing_id, link_id, type, at, recipient_id, ip, user_agent, client, reason';
    await pipeline(Readable.from([text]), client.query(copyFrom(`COPY event_copied (${columns}) FROM STDIN`)));
  }
}

async function whileRedirectsAreServed(database: Database, mailing: SentMailing) {
  const edge = fork(join(import.meta.dirname, 'ingest-edge.ts'));
  try {
    await next(edge);
    const began = performance.now();
    let rows = 0;
    while (performance.now() - began < sustained) {
      await storeEvents(poolOf(database), someEvents(mailing), { journal: 'bench', position: count });
      rows += batch;
    }
    const seconds = (performance.now() - began) / 1000;
    edge.send('stop');
    return { rows: rows / seconds, redirects: Number(await next(edge)) / seconds };
  } finally {
    edge.kill();
  }
}

function next(edge: ChildProcess): Promise<unknown> {
  return new Promise((received) => edge.once('message', received));
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

if (import.meta.main) console.dir(await ingestFigures(), { depth: 4 });
