import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

describe('a rate limiter', () => {
  it('admits no more than its rate, however many ask at once, in their order', async () => {
    const limiter = createRateLimiter(200);
    const began = performance.now();
    const passed: { turn: number; after: number }[] = [];
    await Promise.all(
      Array.from({ length: 100 }, async (_, turn) => {
        expect(await limiter.acquire(10_000)).toBe(true);
        passed.push({ turn, after: performance.now() - began });
      }),
    );
    // A tenth of a second's worth was saved up; a timer may fire a millisecond early.
    for (const { turn, after } of passed) expect(((after + 2) / 1000) * 200 + 21).toBeGreaterThan(turn);
    expect(passed.map(({ turn }) => turn)).toEqual(
      passed.map(({ turn }) => turn).toSorted((one, other) => one - other),
    );
  });

  it('reports the wait, and turns away those who cannot wait that long without delaying others', async () => {
    const limiter = createRateLimiter(10);
    expect(limiter.waitMs()).toBe(0);
    await Promise.all([limiter.acquire(0), limiter.acquire(0)]);
    const wait = limiter.waitMs();
    expect(wait).toBeGreaterThan(50);
    for (let count = 0; count < 100; count++) expect(await limiter.acquire(1)).toBe(false);
    expect(limiter.waitMs()).toBeLessThanOrEqual(wait);
  });
});
