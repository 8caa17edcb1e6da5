import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { madeUpCheck } from '../server/src/domains/checks/check.testing.ts';
import { createCheckRecorder } from '../server/src/domains/checks/check-recorder.ts';
import { leaseDue } from '../server/src/domains/checks/leases.ts';
import { type Figure, rounded } from './figure.ts';

/** How many domains a busy schedule leases at once. */
const batch = 500;
/** Batches that are leased and recorded before and while it is measured, so that the index holds what was moved. */
const batches = 100;
const now = new Date('2026-11-23T12:00:00Z');

/** How long a server takes to lease what is due among few and among many domains that all wait, and to store what it found. */
export async function dueListFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  try {
    await migrate(postgres.url);
    const database = openDatabase(postgres.url);
    const few = await measure(database, 1000, 2);
    const many = await measure(database, 1_000_000, batches);
    await database.$disconnect();
    const from = {
      'domains that are due': 1_000_000,
      'domains in a batch': batch,
      'batches leased and stored': batches,
      'lease among 1,000, median ms': rounded(few.lease.median),
      'lease among 1,000,000, median ms': rounded(many.lease.median),
      'lease among 1,000,000, slowest ms': rounded(many.lease.slowest),
      'store a batch, median ms': rounded(many.store.median),
    };
    return [
      {
        what: 'due-list of 1,000,000 domains, a batch of 500',
        against: '–',
        measured: rounded(many.lease.median),
        unit: 'ms',
        atMost: 20,
        from,
      },
      {
        what: 'due-list of 1,000,000 domains',
        against: 'of 1,000 domains',
        measured: rounded(many.lease.median / few.lease.median),
        unit: '× as long',
        from,
      },
    ];
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function measure(database: Database, domains: number, rounds: number) {
  await fill(database, domains);
  const recorder = createCheckRecorder(database);
  const lease: number[] = [];
  const store: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const leased = await leaseDue(database, now, batch);
    const between = performance.now();
    await Promise.all(leased.map((domain) => recorder.record(madeUpCheck(domain, 'ok', now))));
    lease.push(between - began);
    store.push(performance.now() - between);
  }
  return { lease: summary(lease), store: summary(store) };
}

async function fill(database: Database, domains: number): Promise<void> {
  await database.account.deleteMany();
  const { id } = await database.account.create({ data: { name: 'Bench' } });
  await database.$executeRaw`
    INSERT INTO domain (id, account_id, host, cname_target, status, certificate, next_check_at)
    SELECT gen_random_uuid(), ${id}::uuid, 'click' || n || '.brand.com', n || '.cname.waymark.example', 'verified',
      'issue', ${now}::timestamptz - n * interval '80 milliseconds'
    FROM generate_series(1, ${domains}::int) AS n`;
  await database.$executeRaw`VACUUM ANALYZE domain`;
}

function summary(times: readonly number[]) {
  const sorted = times.toSorted((one, other) => one - other);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    slowest: sorted.at(-1) ?? 0,
  };
}

if (import.meta.main) console.dir(await dueListFigures(), { depth: 4 });
