import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AccountTurns } from './account-turns.ts';

/** A call that ends when it is told to. */
function call() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let begun = false;
  const work = () => {
    begun = true;
    return promise;
  };
  return { work, end: resolve, hasBegun: () => begun };
}

const atOnce = async () => undefined;

describe('calls of an account', () => {
  it('wait for those under way once there are as many as it may have, and others do not', async () => {
    const { inTurn } = new AccountTurns(atOnce, { maxAtOnce: 2, maxWaiting: 10 });
    const [first, second, third, other] = [call(), call(), call(), call()];
    const all = [first, second, third].map(({ work }) => inTurn('a', work));
    all.push(inTurn('b', other.work));
    await turn();
    expect([first, second, third, other].map(({ hasBegun }) => hasBegun())).toEqual([true, true, false, true]);
    first.end();
    await all[0];
    await turn();
    expect(third.hasBegun()).toBe(true);
    for (const { end } of [second, third, other]) end();
    await Promise.all(all);
  });

  it('with long bodies are done one at a time, and no other call waits for them', async () => {
    const { inTurn } = new AccountTurns(atOnce, { maxAtOnce: 2, maxWaiting: 10 });
    const [first, second, short, other] = [call(), call(), call(), call()];
    const isLong = true;
    const all = [first, second].map(({ work }) => inTurn('a', work, { isLong }));
    all.push(inTurn('a', short.work), inTurn('b', other.work, { isLong }));
    await turn();
    expect([first, second, short, other].map(({ hasBegun }) => hasBegun())).toEqual([true, false, true, true]);
    for (const { end } of [first, second, short, other]) end();
    await Promise.all(all);
  });

  it('are refused with when to try again while too many wait, and taken again after that', async () => {
    const { inTurn } = new AccountTurns(atOnce, { maxAtOnce: 1, maxWaiting: 1 });
    const [underWay, waiting] = [call(), call()];
    const both = [inTurn('a', underWay.work), inTurn('a', waiting.work)];
    await expect(inTurn('a', call().work)).rejects.toMatchObject({ code: 'too_busy', retryAfter: 5 });
    underWay.end();
    waiting.end();
    await Promise.all(both);
    await expect(inTurn('a', async () => 'done')).resolves.toBe('done');
  });

  it('that fail make room like any other', async () => {
    const { inTurn } = new AccountTurns(atOnce, { maxAtOnce: 1, maxWaiting: 1 });
    await expect(inTurn('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(inTurn('a', async () => 'done')).resolves.toBe('done');
  });
});
