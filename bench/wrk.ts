/** wrk, a client of its own that is not ours: requests read from a file, over connections that stay open. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What wrk saw. */
export interface Seen {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** Answers other than 2xx and 3xx, and connections that failed. */
  readonly wrong: number;
}

export interface Asking {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Its first line is the host, each other one a path. */
  readonly paths: string;
}

const script = new URL('wrk.lua', import.meta.url).pathname;
const run = promisify(execFile);

/** Requests the paths of a file one after the other, on each connection as fast as it is answered. */
export async function askByWrk({ port, connections, seconds, paths }: Asking): Promise<Seen> {
  const threads = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', '30s'];
  const args = [...threads, '-s', script, `http://127.0.0.1:${port}`, '--', paths];
  const { stdout } = await run('wrk', args).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error('The bench needs wrk, a Debian package of that name.') : error;
  });
  const said = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(stdout)?.[1]);
  return { rate: said('answers') / said('seconds'), median: said('median'), p99: said('p99'), wrong: said('wrong') };
}
