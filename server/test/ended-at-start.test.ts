import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usedPostgres } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end, spawnProgram, startProgram } from './clicks.ts';
import { processesOn } from './process-list.ts';

/** Forty moments in the long form: WAYMARK_FAULT_ROUNDS=40. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 3);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-ended-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('SIGTERM at any moment of a start', needs('linux', 'a database'), () => {
  it('leaves nothing running, and the next start works', { timeout: 60_000 + 15_000 * rounds }, async () => {
    const env = { PATH: process.env.PATH ?? '', PORT: '0', WAYMARK_LOG_LEVEL: 'silent' };
    const used = { ...env, WAYMARK_DATA: join(folder, 'data') };
    usedPostgres(used.WAYMARK_DATA);
    const timed = async () => {
      const began = performance.now();
      const child = await startProgram(used);
      const took = performance.now() - began;
      await end(child, 'SIGTERM');
      expect(child.exitCode).toBe(0);
      return took;
    };
    const whole = await timed();
    const endings: number[] = [];
    let wereReady = 0;
    for (let round = 0; round < rounds; round++) {
      // Every fourth has no data yet, and is ended while it makes them.
      const isNew = round % 4 === 1;
      const data = isNew ? join(folder, `data-${round}`) : used.WAYMARK_DATA;
      const child = spawnProgram({ ...env, WAYMARK_DATA: data });
      child.once('message', () => wereReady++);
      // Without data, a start takes about twice the time.
      const moment = ((isNew ? whole * 2 : whole) * (round + 0.5)) / rounds;
      await new Promise((later) => setTimeout(later, moment));
      const signalled = performance.now();
      await end(child, 'SIGTERM');
      endings.push(Math.round(performance.now() - signalled));
      // Before the program listens to signals, it has started nothing.
      expect([0, null]).toContain(child.exitCode);
      expect(await processesOn(data)).toEqual([]);
    }
    await timed();
    console.log(
      `SIGTERM at ${rounds} moments of a start of ${Math.round(whole)} ms (${wereReady} times it was ready): nothing left running; the slowest ended after ${Math.max(...endings)} ms`,
    );
    expect(Math.max(...endings)).toBeLessThan(15_000);
  });
});
