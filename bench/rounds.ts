import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { usualLinks } from './campaign.ts';
import { median } from './figure.ts';
import type { Answered, Load } from './load.ts';
import type { Served } from './served.ts';

const duration = 1000;

/** What one side did, as medians of all rounds. */
export interface Side {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** Microseconds that processors worked for the side for one answer, disk and network included. */
  readonly work: number;
}

type Asked = Omit<Load, 'port' | 'duration' | 'links'>;

/** Asks several servers the same. */
export function compareServers(served: readonly Served[], asked: Asked): Promise<readonly Side[]> {
  return compareSides(served.map((one) => [one, asked]));
}

/** Asks each server what stands beside it, in turns, one at a time, forwards and backwards; the first round does not count. */
export async function compareSides(
  sides: readonly (readonly [served: Served, asked: Asked])[],
  rounds = 9,
): Promise<readonly Side[]> {
  const client = start('load.ts');
  const servers = sides.map(([served]) => start('served.ts', JSON.stringify(served)));
  try {
    const ports = await Promise.all(servers.map(next<number>));
    const turns = servers.map((server, index) => ({
      server,
      port: ports[index]!,
      asked: { ...sides[index]![1], links: linksOf(sides[index]![0]) },
      results: [] as (Answered & { work: number })[],
    }));
    for (let round = 0; round <= rounds; round++) {
      for (const { server, port, asked, results } of round % 2 === 0 ? turns : turns.toReversed()) {
        const before = await ask<number>(server, 'worked?');
        const answered = await ask<Answered>(client, { ...asked, port, duration });
        const worked = (await ask<number>(server, 'worked?')) - before;
        // The quarter that does not count was worked for too.
        if (round > 0) results.push({ ...answered, work: worked / answered.answers / 1.25 });
      }
    }
    return turns.map(({ results }) => ({
      rate: median(results.map(({ answers, seconds }) => answers / seconds)),
      median: median(results.map((result) => result.median)),
      p99: median(results.map(({ p99 }) => p99)),
      work: median(results.map(({ work }) => work)),
    }));
  } finally {
    for (const child of [client, ...servers]) child.disconnect();
    await Promise.all([client, ...servers].map((child) => child.exitCode ?? once(child, 'exit')));
  }
}

/** Who knows no links is asked for the usual ones all the same. */
function linksOf(served: Served): number {
  return served.kind === 'waymark' ? served.links : usualLinks;
}

function start(file: string, ...args: string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, { execArgv: [...nodeFlags] });
}

async function ask<Answer>(child: ChildProcess, question: string | Load): Promise<Answer> {
  const answer = next<Answer>(child);
  child.send(question);
  return answer;
}

/** What a process says next. Rejects when it ends instead. */
function next<Said>(child: ChildProcess): Promise<Said> {
  return new Promise((heard, failed) => {
    const end = () => failed(new Error(`${child.spawnargs.slice(1).join(' ')} has ended early.`));
    child.once('exit', end).once('message', (said) => {
      child.off('exit', end);
      heard(said as Said);
    });
  });
}
