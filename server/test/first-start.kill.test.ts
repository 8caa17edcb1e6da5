import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { end, spawnProgram, startProgram } from './clicks.ts';

/** Forty in the long form: WAYMARK_FAULT_ROUNDS=40. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 2);

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A server with its own data, including its database. */
async function emptyPlace(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-first-'));
  folders.push(folder);
  return { PATH: process.env.PATH ?? '', PORT: '0', WAYMARK_DATA: join(folder, 'data'), WAYMARK_LOG_LEVEL: 'silent' };
}

/** Starts a server and kills it after so many milliseconds, ready or not; returns whether it was ready. */
async function startAndKill(env: Record<string, string>, after: number): Promise<boolean> {
  const child = spawnProgram(env);
  let ready = false;
  child.once('message', () => {
    ready = true;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  await once(child, 'exit');
  clearTimeout(timer);
  return ready;
}

it('a server that is killed during its very first start works at the next one', { timeout: 600_000 }, async () => {
  const began = performance.now();
  await end(await startProgram(await emptyPlace()), 'SIGTERM');
  const whole = performance.now() - began;

  let started = 0;
  let wereReady = 0;
  for (let round = 0; round < rounds; round++) {
    const env = await emptyPlace();
    if (await startAndKill(env, (whole * (round + 0.5)) / rounds)) wereReady++;
    await end(await startProgram(env), 'SIGTERM');
    started++;
  }
  console.log(
    `killed ${rounds} times within the ${Math.round(whole)} ms of a first start (${wereReady} times it was ready): ${started} next starts worked`,
  );
  expect(started).toBe(rounds);
});
