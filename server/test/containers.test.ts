import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usedPostgres } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { end, startProgram } from './clicks.ts';
import { postmasterIn, processesOn } from './process-list.ts';
import { freePort } from './test-server.ts';

/** Twenty in the long form: WAYMARK_FAULT_ROUNDS=20. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 2);

let folder: string;
let env: Record<string, string>;
let port: number;
let child: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-container-'));
  port = await freePort();
  env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    WAYMARK_DATA: join(folder, 'data'),
    WAYMARK_LOG_LEVEL: 'silent',
  };
  usedPostgres(env['WAYMARK_DATA']!);
});
afterEach(async () => {
  if (child) await end(child, 'SIGKILL');
  child = undefined;
  for (const pid of await processesOn(folder)) process.kill(pid, 'SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/**
 * A container as far as processes go: numbers begin again, and everything dies with the first one. So many processes come
 * before the program that a number of the round before belongs to one of them.
 */
const container = (processes: number) => [
  ...['unshare', '-p', '-f', '--mount-proc', '--kill-child', 'sh', '-c'],
  `for each in $(seq ${processes}); do sleep 1000 & done; exec "$0" "$@"`,
];

describe('a container that is killed and started again', needs('linux', 'a process namespace', 'a database'), () => {
  it('has its database back each time, whoever has its number now', { timeout: 30_000 * (rounds + 1) }, async () => {
    const numbers: number[] = [];
    for (let round = 0; round < rounds; round++) {
      child = await startProgram(env, { within: container(round % 2 === 0 ? 2 : 200) });
      expect((await ask(port, '/readyz')).status).toBe(200);
      numbers.push(await postmasterIn(env['WAYMARK_DATA']!));
      await end(child, 'SIGKILL');
      await expect.poll(() => processesOn(folder), { timeout: 10_000 }).toEqual([]);
    }
    console.log(
      `a container killed and started ${rounds} times: ready each time; PostgreSQL was number ${numbers.join(', ')}`,
    );
  });
});

describe('a reader of stdout that goes away', needs('linux', 'a database'), () => {
  it('is no reason to stop', { timeout: 60_000 }, async () => {
    child = await startProgram({ ...env, WAYMARK_LOG_LEVEL: 'debug' }, { stdout: 'pipe' });
    child.stdout!.destroy();
    process.kill(await postmasterIn(env['WAYMARK_DATA']!), 'SIGKILL');
    // Both are logged.
    await expect.poll(async () => (await ask(port, '/readyz')).status, { timeout: 10_000, interval: 20 }).toBe(503);
    await expect.poll(async () => (await ask(port, '/readyz')).status, { timeout: 20_000 }).toBe(200);
    expect(child.exitCode).toBeNull();
    await end(child, 'SIGTERM');
    expect(child.exitCode).toBe(0);
  });
});
