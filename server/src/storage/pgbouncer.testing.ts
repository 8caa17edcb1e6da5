import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from '@waymark/testing/needs';
import pg from 'pg';
import { freePort } from '../../test/test-server.ts';

/** A real PgBouncer that shares connections between transactions. */
export interface PgBouncer {
  /** The database through it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one in front of the database of a URL. Throws when it does not answer within ten seconds. */
export async function startPgBouncer(databaseUrl: string): Promise<PgBouncer> {
  const { hostname, port: databasePort, username, password, pathname } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'waymark-pgbouncer-'));
  const port = await freePort();
  const name = pathname.slice(1);
  const to = `host=${hostname} port=${databasePort} user=${username} password=${password} dbname=${name}`;
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]
${name} = ${to} application_name=pooled
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
ignore_startup_parameters = extra_float_digits
`,
  );
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  await chmod(folder, 0o755);
  const child = spawn(program('pgbouncer'), [...(isRoot ? ['-u', 'nobody'] : []), 'pgbouncer.ini'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true });
  };
  const url = `postgresql://anybody@127.0.0.1:${port}/${name}`;
  for (let attempt = 0; !(await answers(url)); attempt++) {
    if (attempt < 200 && child.exitCode === null) await sleep(50);
    else {
      await stop();
      throw new Error('PgBouncer did not start.');
    }
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url).on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
