import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { usualLinks } from './campaign.ts';
import { median } from './figure.ts';
import type { Answered, Load } from './load.ts';
import type { Served } from './served.ts';

const duration = 1000;
const starts = 3;
const rounds = 5;

/** The results of one side, as medians of all rounds. */
export interface Side {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** CPU time of the side for one answer in microseconds, disk and network included. */
  readonly work: number;
}

type Asked = Omit<Load, 'port' | 'duration' | 'links'>;
type Contestant = readonly [served: Served, asked: Asked];
type Turn = Answered & Pick<Side, 'work'>;

/** Sends several servers the same requests. `afterEach` runs after each round, while no requests are sent. */
export function compareServers(
  served: readonly Served[],
  asked: Asked,
  afterEach?: () => Promise<void>,
): Promise<readonly Side[]> {
  return compareSides(
    served.map((one) => [one, asked]),
    afterEach,
  );
}

/**
 * Sends each server its requests, one server at a time, in alternating order. All are started several times,
 * since a process is a little faster or slower for as long as it lives; the first round of each start does not count.
 */
export async function compareSides(sides: readonly Contestant[], afterEach = async () => {}): Promise<readonly Side[]> {
  const turns: Turn[][] = sides.map(() => []);
  for (let started = 0; started < starts; started++) await startAndAsk(sides, turns, afterEach);
  return turns.map((ofSide) => ({
    rate: median(ofSide.map(({ answers, seconds }) => answers / seconds)),
    median: median(ofSide.map((turn) => turn.median)),
    p99: median(ofSide.map(({ p99 }) => p99)),
    work: median(ofSide.map(({ work }) => work)),
  }));
}

async function startAndAsk(
  sides: readonly Contestant[],
  turns: readonly Turn[][],
  afterEach: () => Promise<void>,
): Promise<void> {
  const client = start('load.ts');
  const servers = sides.map(([served]) => start('served.ts', JSON.stringify(served)));
  const all = [client, ...servers];
  try {
    const ports = await Promise.all(servers.map(next<number>));
    const contestants = sides.map(([served, asked], index) => ({
      server: servers[index]!,
      load: { ...asked, links: linksOf(served), port: ports[index]!, duration },
      taken: turns[index]!,
    }));
    for (let round = 0; round <= rounds; round++) {
      for (const { server, load, taken } of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const turn = await takeTurn(client, server, load);
        if (round > 0) taken.push(turn);
      }
      await afterEach();
    }
  } finally {
    for (const child of all) child.disconnect();
    await Promise.all(all.map((child) => child.exitCode ?? once(child, 'exit')));
  }
}

async function takeTurn(client: ChildProcess, server: ChildProcess, load: Load): Promise<Turn> {
  const before = await ask<number>(server, 'worked?');
  const answered = await ask<Answered>(client, load);
  const worked = (await ask<number>(server, 'worked?')) - before;
  // The warm-up costs CPU time too.
  return { ...answered, work: worked / answered.answers / 1.25 };
}

/** A server without links gets requests for the usual ones as well. */
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

/** The next message of a process. Rejects when it exits instead. */
function next<Said>(child: ChildProcess): Promise<Said> {
  return new Promise((heard, failed) => {
    const end = () => failed(new Error(`${child.spawnargs.slice(1).join(' ')} has ended early.`));
    child.once('exit', end).once('message', (said) => {
      child.off('exit', end);
      heard(said as Said);
    });
  });
}
