import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { usualLinks } from './campaign.ts';
import { type Figure, median, rounded } from './figure.ts';
import { compareServers, compareSides, type Side } from './rounds.ts';

/** Requests a second that leave every side idle most of the time. */
const calm = 1000;
const syncsAtOnce = 100;
/** For each process, where the client leaves both cores some time. */
const half = { connections: 128, rate: 15_000 };
const whole = { connections: 256, rate: 30_000 };

/** A click answered by Waymark, its event appended or on disk, beside the same answer by bare `node:http`. */
export async function redirectFigures(): Promise<readonly Figure[]> {
  const bare = { kind: 'bare redirect' } as const;
  const waymark = { kind: 'waymark', links: usualLinks } as const;
  const click = { kind: 'click' } as const;
  const interval = await compareServers([bare, { ...waymark, sync: 'interval' }], { ...click, connections: 64 });
  const answer = { ...waymark, sync: 'answer' } as const;
  const atOnce = { ...click, connections: 256 };
  const full = await compareServers([bare, answer, { ...answer, twice: true }], atOnce);
  const syncs: number[] = [];
  const relaxed = await compareServers([bare, answer], { ...atOnce, rate: calm }, async () => {
    syncs.push(...(await timesOfSyncs()));
  });
  const [one, two] = await compareSides([
    [answer, { ...click, ...half }],
    [
      { ...answer, twice: true },
      { ...click, ...whole },
    ],
  ]);
  return [...intervalFigures(interval), ...answerFigures(full, relaxed, median(syncs)), processesFigure(one!, two!)];
}

function intervalFigures([bare, waymark]: readonly Side[]): Figure[] {
  const from = { ...numbersOf('bare, 64 connections', bare!), ...numbersOf('Waymark, 64 connections', waymark!) };
  return [
    {
      what: 'redirect with its event appended, 64 connections',
      against: 'bare node:http answering the same 302',
      measured: rounded(waymark!.rate / bare!.rate),
      unit: '× its throughput',
      atLeast: 0.85,
      from,
    },
    {
      what: 'the same, 99th percentile of the latency',
      against: 'the same',
      measured: rounded(waymark!.p99 / bare!.p99),
      unit: '× its latency',
      atMost: 2,
      from,
    },
  ];
}

function answerFigures(
  [bare, one, two]: readonly Side[],
  [calmBare, calmOne]: readonly Side[],
  sync: number,
): Figure[] {
  const from = {
    ...numbersOf('bare, 256 connections', bare!),
    ...numbersOf('Waymark, 256 connections', one!),
    ...numbersOf('Waymark in two processes, 256 connections', two!),
    [`bare at ${calm} requests a second, median, ms`]: rounded(calmBare!.median),
    [`Waymark at ${calm} requests a second, median, ms`]: rounded(calmOne!.median),
    'one fdatasync alone, median, ms': rounded(sync),
  };
  return [
    {
      what: 'redirect with its event on disk before the answer, 256 connections',
      against: 'bare node:http answering the same 302',
      measured: rounded(one!.rate / bare!.rate),
      unit: '× its throughput',
      atLeast: 0.65,
      from,
    },
    {
      what: `what the disk adds to the median latency, 256 connections, ${calm} requests a second`,
      against: 'one fdatasync alone',
      measured: rounded((calmOne!.median - calmBare!.median) / sync),
      unit: '× its time',
      atMost: 2,
      from,
    },
  ];
}

function processesFigure(one: Side, two: Side): Figure {
  return {
    what: 'redirects in two processes, twice as many, by the work for one answer',
    against: 'one process',
    measured: rounded((2 * one.work) / two.work),
    unit: '× as many on two free cores',
    atLeast: 1.7,
    from: {
      ...numbersOf(`one process asked ${half.rate} times a second`, one),
      ...numbersOf(`two processes asked ${whole.rate} times a second`, two),
    },
  };
}

function numbersOf(name: string, { rate, median, p99, work }: Side): Record<string, number> {
  return {
    [`${name}, answers/s`]: rounded(rate),
    [`${name}, median, ms`]: rounded(median),
    [`${name}, 99th percentile, ms`]: rounded(p99),
    [`${name}, work for an answer, µs`]: rounded(work),
  };
}

/** Milliseconds that syncs of a file took to which one event each was appended, as often as the calm server is asked, while nothing else was done. */
async function timesOfSyncs(): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const file = await open(join(folder, 'events'), 'w');
  const times: number[] = [];
  for (let count = 0; count < syncsAtOnce; count++) {
    await sleep(1000 / calm);
    await file.appendFile('e'.repeat(200));
    const began = performance.now();
    await file.datasync();
    times.push(performance.now() - began);
  }
  await file.close();
  await rm(folder, { recursive: true });
  return times;
}

if (import.meta.main) console.dir(await redirectFigures(), { depth: 4 });
