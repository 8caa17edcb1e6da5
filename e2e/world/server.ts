import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const maxStartMs = 50_000;

/** The real server as a process of its own. */
export interface Server {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** Stops it as Ctrl-C does; resolves when it has exited, even if it already had. */
  stop(): Promise<void>;
}

/** Starts the server on a free port with these settings (see server/src/config/settings.ts) and an empty data folder. Throws with what it printed when it does not start. */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<Server> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'waymark-e2e-'));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      WAYMARK_DATA: dataFolder,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const gone = new Promise<void>((done) => child.once('exit', () => done()));

  const note = join(dataFolder, 'server.json');
  const until = Date.now() + maxStartMs;
  while (!existsSync(note)) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`The server did not start. It printed:\n${printed}`);
    }
    await sleep(20);
  }
  const { url, pid }: { url: string; pid: number } = JSON.parse(readFileSync(note, 'utf8'));

  async function stop(): Promise<void> {
    child.kill('SIGINT');
    await gone;
    await rm(dataFolder, { recursive: true, force: true });
  }
  return { url, pid, dataFolder, stop };
}
