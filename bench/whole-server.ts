/** The whole server as `npm start` runs it, with storing going on, beside bare `node:http`, clicked by wrk. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealToken } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { factories } from '@waymark/prisma/testing';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { ask } from '../server/test/ask.ts';
import { urlOf, usualLinks } from './campaign.ts';
import { type Figure, median, rounded } from './figure.ts';
import { startServer } from './started-server.ts';
import { storingOf, watchStoring } from './storing.ts';
import { askByWrk, type Seen } from './wrk.ts';

const requests = 50_000;
const seconds = 10;
/** Of each side in turns; the first one warms up. */
const rounds = 4;
const drainTimeoutMs = 600_000;

interface Setting {
  readonly sync: 'answer' | 'interval';
  readonly connections: number;
  readonly atLeast: number;
  readonly maxP99?: number;
}

const settings: readonly Setting[] = [
  { sync: 'interval', connections: 64, atLeast: 0.8, maxP99: 2 },
  { sync: 'answer', connections: 256, atLeast: 0.65 },
];

/** Clicks, what is stored meanwhile, and how long the rest takes. */
export async function wholeServerFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const setting of settings) figures.push(...(await figuresOf(setting)));
  return figures;
}

async function figuresOf({ sync, connections, atLeast, maxP99 }: Setting): Promise<Figure[]> {
  const server = await startServer({ WAYMARK_EVENT_SYNC: sync });
  const bareServer = await startBare();
  try {
    const { port } = server;
    const { host, paths } = await sentMail(server.database);
    const file = join(server.folder, 'paths');
    await writeFile(file, [host, ...paths].join('\n'));
    while ((await ask(port, paths[0]!, { host })).status !== 302) await sleep(100);

    const sides = { bare: [] as Seen[], waymark: [] as Seen[] };
    const stored: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const bare = await askByWrk({ port: bareServer.port, connections, seconds, paths: file });
      const stopWatching = watchStoring(port);
      const waymark = await askByWrk({ port, connections, seconds, paths: file });
      const rates = await stopWatching();
      if (round === 0) continue;
      sides.bare.push(bare);
      sides.waymark.push(waymark);
      stored.push(...rates);
    }
    const began = performance.now();
    const { waitingBytes } = await storingOf(port);
    while ((await storingOf(port)).waitingBytes > 0 && performance.now() - began < drainTimeoutMs) await sleep(100);
    const drained = (performance.now() - began) / 1000;
    const of = (side: readonly Seen[], value: (seen: Seen) => number) => median(side.map(value));
    const [bareRate, rate] = [of(sides.bare, (seen) => seen.rate), of(sides.waymark, (seen) => seen.rate)];
    const [bareP99, p99] = [of(sides.bare, (seen) => seen.p99), of(sides.waymark, (seen) => seen.p99)];
    const from = {
      'bare, answers/s': rounded(bareRate),
      'bare, p99, ms': rounded(bareP99),
      'Waymark, answers/s': rounded(rate),
      'Waymark, p99, ms': rounded(p99),
      'wrong answers': sides.waymark.reduce((sum, { wrong }) => sum + wrong, 0),
      'events stored meanwhile, median, 1/s': Math.round(median(stored)),
      'backlog after the load, MB': rounded(waitingBytes / 1e6),
    };
    const what = `the whole server, ${connections} connections of wrk, ${sync === 'answer' ? 'on disk before the answer' : 'events by interval'}`;
    const against = 'bare node:http answering the same 302';
    return [
      { what, against, measured: rounded(rate / bareRate), unit: '× its throughput', atLeast, from },
      {
        what: `${what}: p99`,
        against,
        measured: rounded(p99 / bareP99),
        unit: '× its latency',
        ...(maxP99 !== undefined && { atMost: maxP99 }),
        from,
      },
      {
        what: `${what}: events stored meanwhile`,
        against: 'in the worst two seconds',
        measured: Math.round(Math.min(...stored)),
        unit: 'events/s',
        atLeast: 5000,
        from,
      },
      {
        what: `${what}: the backlog is gone after`,
        against: 'the clock',
        measured: rounded(drained),
        unit: 's',
        atMost: 600,
        from,
      },
    ];
  } finally {
    await Promise.all([server.stop(), bareServer.stop()]);
  }
}

async function startBare(): Promise<{ port: number; stop(): Promise<unknown> }> {
  const bare = fork(join(import.meta.dirname, 'served.ts'), [JSON.stringify({ kind: 'bare redirect' })], {
    execArgv: [...nodeFlags],
  });
  const [port] = await once(bare, 'message');
  return {
    port,
    stop() {
      bare.disconnect();
      return once(bare, 'exit');
    },
  };
}

/** A mailing, and the paths of its recipients' clicks. */
async function sentMail(database: Database): Promise<{ host: string; paths: readonly string[] }> {
  const make = factories(database);
  const { id } = await make.account();
  const { domain, key } = await make.domain(id);
  const project = await make.project(id);
  const urls = Array.from({ length: usualLinks }, (_, link) => urlOf(link));
  const { links } = await make.mailing(id, project.id, domain.id, urls);
  const pathOf = (request: number) => {
    const linkId = Number(links[(request * 7_368_787) % usualLinks]!.id);
    const content = { kind: 'c', id: linkId, keyId: 1, recipientId: String(30_000_000 + request) } as const;
    return `/c/${sealToken(content, domain.host, key)}`;
  };
  return { host: domain.host, paths: Array.from({ length: requests }, (_, request) => pathOf(request)) };
}

if (import.meta.main) console.dir(await wholeServerFigures(), { depth: 4 });
