/** A process that clicks at a steady rate and measures each answer; started by clickSteadily. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ClickedLink, type Clicks, clickOf } from './clicks.ts';

/** Clicks at a given rate, with the milliseconds that each answer took, in order. */
export interface SteadyClicks extends Clicks {
  readonly latencies: readonly number[];
}

/** How often is clicked, and for how long. */
export interface Rate {
  readonly perSecond: number;
  readonly seconds: number;
  /** What the recipients' ids begin with. */
  readonly recipients: string;
}

/**
 * Clicks so many times a second for a while, each click with another recipient, whether or not those before were
 * answered: every second one over a connection that is kept, the others over new ones. Done by a process of its own,
 * which has nothing else to do and goes before others, so that what it measures is the server.
 */
export async function clickSteadily(port: number, link: ClickedLink, rate: Rate): Promise<SteadyClicks> {
  const client = fork(fileURLToPath(import.meta.url), { execArgv: [], serialization: 'advanced' });
  client.send({ port, link, rate });
  const [clicks] = (await once(client, 'message')) as [SteadyClicks];
  return clicks;
}

async function click(port: number, link: ClickedLink, { perSecond, seconds, recipients }: Rate): Promise<SteadyClicks> {
  const latencies: number[] = [];
  const clicks = { answered: new Set<string>(), failed: 0, broken: 0, latencies };
  const kept = new Agent({ keepAlive: true });
  const clickNow = async (mine: string, agent: Agent | false) => {
    const began = performance.now();
    const status = await clickOf(mine, port, link, agent);
    latencies.push(performance.now() - began);
    if (status === 302) clicks.answered.add(mine);
    else if (status === undefined) clicks.broken++;
    else clicks.failed++;
  };
  // What is measured is not how this process starts.
  for (let number = 0; number < 20; number++)
    await clickOf(`before ${recipients}${number}`, port, link, number % 2 === 0 ? kept : false);
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    const wait = began + (1000 * number) / perSecond - performance.now();
    if (wait > 1) await sleep(wait);
    all.push(clickNow(`${recipients}${number}`, number % 2 === 0 ? kept : false));
  }
  await Promise.all(all);
  kept.destroy();
  latencies.sort((one, other) => one - other);
  return clicks;
}

if (import.meta.main) {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // Only root may go before others.
  }
  process.once('message', async ({ port, link, rate }: { port: number; link: ClickedLink; rate: Rate }) => {
    const clicks = await click(port, link, rate);
    process.send!(clicks, () => process.disconnect());
  });
}
