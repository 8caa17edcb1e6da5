import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { storeBrandDomains } from './brand-domains.ts';
import type { DayOfChecks } from './day-worker.ts';
import { type Figure, rounded } from './figure.ts';
import { startKnot } from './knot.ts';

/** Days of all brands: enough for memory to stop growing. */
const days = 20;

/** Scheduled checks from the lease to the stored result, in a process of their own: how long a million take, and its memory. */
export async function dayFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const [knot, postgres] = await Promise.all([startKnot(), startEmbeddedPostgres(folder)]);
  try {
    await fill(postgres.url);
    const worker = join(import.meta.dirname, 'day-worker.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...nodeFlags,
      worker,
      postgres.url,
      `${knot.port}`,
      `${days}`,
    ]);
    const { checks, seconds, worked, memory }: DayOfChecks = JSON.parse(stdout);
    const from = {
      'checks of the day': checks,
      'seconds in all, with PostgreSQL and the name server on the same cores': rounded(seconds),
      'checks a second': rounded(checks / seconds),
      'seconds of work of the process': rounded(worked),
      'most memory of the process, MB': rounded(memory),
    };
    return [
      {
        what: "a day's 1,000,000 domains leased, checked and stored",
        against: 'one process',
        measured: rounded(((worked / checks) * 1_000_000) / 60),
        unit: 'minutes of work',
        atMost: 10,
        from,
      },
      {
        what: 'memory of that process at full speed',
        against: 'started as npm start does',
        measured: rounded(memory),
        unit: 'MB',
        atMost: 300,
        from,
      },
    ];
  } finally {
    await Promise.all([knot.stop(), postgres.stop()]);
    await rm(folder, { recursive: true });
  }
}

async function fill(url: string): Promise<void> {
  await migrate(url);
  const database = openDatabase(url);
  await storeBrandDomains(database, () => new Date(0));
  await database.$disconnect();
}

if (import.meta.main) console.dir(await dayFigures(), { depth: 4 });
