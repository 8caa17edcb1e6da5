/** A process that answers clicks and opens, as Waymark or as bare `node:http`; started by rounds.ts. */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/src/config/settings.ts';
import { createLog } from '../server/src/observability/log.ts';
import { startLinks } from '../server/src/start/start-links.ts';
import { register, urlOf, warmUp } from './campaign.ts';

/** What answers. */
export type Served =
  | { readonly kind: 'bare redirect' | 'bare pixel' }
  | { readonly kind: 'waymark'; readonly sync: 'answer' | 'interval'; readonly links: number; readonly twice?: true };

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

const bare: Readonly<Record<'bare redirect' | 'bare pixel', RequestListener>> = {
  'bare redirect'(_, response) {
    const headers = {
      Location: urlOf(0),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'Content-Length': 0,
    };
    response.writeHead(302, headers).end();
  },
  'bare pixel'(_, response) {
    const headers = { 'Content-Type': 'image/gif', 'Content-Length': gif.length, 'Cache-Control': 'no-store' };
    response.writeHead(200, headers).end(gif);
  },
};

const served: Served = JSON.parse(process.argv[2]!);
if (served.kind !== 'waymark') await startBare(served.kind);
else if (served.twice && cluster.isPrimary) startTwice();
else await startWaymark(served);

async function startBare(kind: 'bare redirect' | 'bare pixel'): Promise<void> {
  const server = createServer(bare[kind]).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  report((server.address() as AddressInfo).port);
}

/** Everything that answers recipients, as the server starts it before it has a database. */
async function startWaymark({ sync, links }: Extract<Served, { kind: 'waymark' }>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const config = readConfig({ PORT: '0', WAYMARK_DATA: folder, WAYMARK_EVENT_SYNC: sync });
  const running = await startLinks(config, createLog('warn', process.stderr));
  register(running.linkMap, links);
  warmUp(running.linkMap, links);
  running.openGate();
  report(Number(new URL(running.address).port));
}

/** Two processes on one port, as with WAYMARK_PROCESSES; their CPU times are added. */
function startTwice(): void {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ args: process.argv.slice(2) });
  const workers = [cluster.fork(), cluster.fork()];
  const hear = () => Promise.all(workers.map((worker) => once(worker, 'message').then(([said]) => Number(said))));
  void hear().then(([port]) => process.send?.(port));
  process.on('message', async () => {
    const heard = hear();
    for (const worker of workers) worker.send('worked?');
    process.send?.((await heard).reduce((sum, worked) => sum + worked, 0));
  });
  process.once('disconnect', () => process.exit());
}

/** Reports the port and then, on request, the CPU time of this process in microseconds. */
function report(port: number): void {
  process.send?.(port);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.once('disconnect', () => process.exit());
}
