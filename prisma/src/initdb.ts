import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandFor, postgresBinaries } from './embedded-binaries.ts';

/** Where PostgreSQL has its data. */
export const dataOf = (home: string): string => join(home, 'pgdata');
/** Where the password of its superuser is. */
export const passwordFileOf = (home: string): string => join(home, 'password');

/** Writes a new password and says it to the server's data, on which no server may run. */
export async function setPassword(home: string): Promise<void> {
  const password = newPassword();
  const { postgres } = await postgresBinaries();
  const [command, args] = commandFor(postgres, ['--single', '-D', dataOf(home), 'postgres']);
  const input = `ALTER ROLE postgres PASSWORD '${password}'\n`;
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', input });
  if (status !== 0 || /ERROR|FATAL/.test(stderr))
    throw new Error(
      `The password of the embedded database is missing, ${passwordFileOf(home)}, and no new one could be set: ${error?.message ?? stderr.trim()}`,
    );
  writeFileSync(passwordFileOf(home), `${password}\n`, { mode: 0o600 });
}

const newPassword = () => randomBytes(18).toString('base64url');

/** initdb works in a temporary folder that is renamed when ready: if it is killed half-way, nothing is left that looks usable. */
export async function initialise(home: string, signal: AbortSignal | undefined): Promise<void> {
  if (existsSync(dataOf(home))) return;
  for (const left of readdirSync(home))
    if (left.startsWith('pgdata.init-')) rmSync(join(home, left), { recursive: true });
  const { initdb } = await postgresBinaries();
  const passwordFile = passwordFileOf(home);
  const fresh = join(home, `pgdata.init-${process.pid}`);
  writeFileSync(passwordFile, `${newPassword()}\n`, { mode: 0o600 });
  const options = [
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const failure = await runToItsEnd(...commandFor(initdb, ['-D', fresh, ...options]), signal);
  if (failure !== undefined) {
    rmSync(fresh, { recursive: true, force: true, maxRetries: 5 });
    signal?.throwIfAborted();
    throw new Error(`PostgreSQL could not create its data folder: ${failure}`);
  }
  renameSync(fresh, dataOf(home));
}

/** Resolves with what went wrong once the process is gone, which it is soon when the signal is aborted. */
function runToItsEnd(command: string, args: string[], signal: AbortSignal | undefined): Promise<string | undefined> {
  return new Promise((ended) => {
    let failure = '';
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...(signal && { signal }) });
    child.stderr.on('data', (said) => {
      failure += said;
    });
    // Comes before the end of a process that is aborted, and in its place when it did not start.
    child.once('error', (error) => {
      failure += error.message;
      if (child.pid === undefined) ended(failure);
    });
    child.once('close', (status) => ended(status === 0 ? undefined : failure.trim()));
  });
}
