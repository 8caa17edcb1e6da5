import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { pause } from './pause.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const timeOf = async (work: Promise<void>) => {
  const began = performance.now();
  await work;
  return performance.now() - began;
};

describe('a pause', () => {
  it('takes its time when nobody calls it off', async () => {
    expect(await timeOf(pause(50, new Promise(() => {})))).toBeGreaterThan(45);
  });

  it('ends when it is called off, and so do all that wait for the same, then and later', async () => {
    const stopped = Promise.withResolvers<void>();
    const both = [pause(60_000, stopped.promise), pause(60_000, stopped.promise)];
    stopped.resolve();
    await Promise.all(both);
    await pause(60_000, stopped.promise);
  });

  it('leaves nothing behind with what may call off the next one', async () => {
    const never = new Promise<void>(() => {});
    const pauses = () => Promise.all(Array.from({ length: 20_000 }, () => pause(1, never)));
    await pauses();
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 3; round++) await pauses();
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(3 * 1024 * 1024);
    expect(never).toBeInstanceOf(Promise);
  });
});
