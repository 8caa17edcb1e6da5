/** The server as `npm start` runs it, on an embedded database of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { metricsSecret } from '../server/test/ask.ts';
import { end } from '../server/test/clicks.ts';

export interface StartedServer {
  readonly port: number;
  readonly folder: string;
  readonly database: Database;
  stop(): Promise<void>;
}

export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  const server = fork(join(import.meta.dirname, '../server/src/main.ts'), [], {
    cwd: folder,
    env: {
      PORT: '0',
      WAYMARK_DATA: folder,
      WAYMARK_LOG_LEVEL: 'warn',
      WAYMARK_LOG_FORMAT: 'text',
      WAYMARK_METRICS_SECRET: metricsSecret,
      // Nobody answers there, and nobody is asked.
      WAYMARK_DNS_SERVERS: '127.0.0.1:9,127.0.0.2:9',
      ...settings,
    },
    execArgv: [...nodeFlags],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const port = await portOf(server);
  const url = await findEmbeddedPostgres(join(folder, 'postgres'));
  const database = openDatabase(url!);
  return {
    port,
    folder,
    database,
    async stop() {
      await database.$disconnect();
      await end(server, 'SIGTERM');
      await rm(folder, { recursive: true });
    },
  };
}

/** Where a server says that it listens. */
async function portOf(server: ChildProcess): Promise<number> {
  let said = '';
  server.stdout!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(server, 'exit').then(() => Promise.reject(new Error(`The server has ended: ${said}`)));
  await Promise.race([once(server, 'message'), ended]);
  ended.catch(() => undefined);
  return Number(/http:\/\/localhost:(\d+)/.exec(said)?.[1]);
}
