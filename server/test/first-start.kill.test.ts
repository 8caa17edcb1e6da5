import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Starts a server and kills it at a moment, ready or not; returns whether it was ready. */
async function startAndKill(env: Record<string, string>, moment: () => Promise<unknown>): Promise<boolean> {
  const child = spawnProgram(env);
  let ready = false;
  child.once('message', () => {
    ready = true;
  });
  await moment();
  await end(child, 'SIGKILL');
  return ready;
}

/** Resolves once the folder for the database is being filled, which takes most of a first start. */
async function databaseIsBeingMade({ WAYMARK_DATA = '' }: Record<string, string>): Promise<void> {
  const names = () => readdir(join(WAYMARK_DATA, 'postgres')).catch(() => []);
  const filling = async () => (await names()).some((name) => name.startsWith('pgdata.init-'));
  await expect.poll(filling, { timeout: 60_000, interval: 10 }).toBe(true);
}

it('a server that is killed during its very first start works at the next one', { timeout: 600_000 }, async () => {
  let whole = 0;
  let started = 0;
  let wereReady = 0;
  for (let round = 0; round < rounds; round++) {
    const env = await emptyPlace();
    // The first kill leaves a database half made, so the start after it takes as long as a whole first start.
    const moment = round === 0 ? () => databaseIsBeingMade(env) : () => sleep((whole * (round + 0.5)) / rounds);
    if (await startAndKill(env, moment)) wereReady++;
    const began = performance.now();
    const next = await startProgram(env);
    if (round === 0) whole = performance.now() - began;
    await end(next, 'SIGTERM');
    started++;
  }
  console.log(
    `killed ${rounds} times within the ${Math.round(whole)} ms of a first start (${wereReady} times it was ready): ${started} next starts worked`,
  );
  expect(started).toBe(rounds);
});
