import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MicroBatcher } from './micro-batcher.ts';

/** A batcher whose batches complete when the test says so, and what it was given to run. */
function batches(options: { maxItems?: number } = {}) {
  const runs: { readonly items: readonly string[]; readonly answer: PromiseWithResolvers<string> }[] = [];
  const batcher = new MicroBatcher<string, string>({
    run: (items) => {
      const answer = Promise.withResolvers<string>();
      runs.push({ items, answer });
      return answer.promise;
    },
    ...options,
  });
  return { batcher, runs, handed: () => runs.map(({ items }) => items.join(' ')) };
}

describe('a micro-batcher', () => {
  it('runs a single item at once, and together what arrives meanwhile', async () => {
    const { batcher, runs, handed } = batches();
    const answers = ['a', 'b', 'c'].map((item) => batcher.add(item));
    expect(handed()).toEqual(['a']);
    runs[0]!.answer.resolve('first');
    expect(await answers[0]).toBe('first');
    expect(handed()).toEqual(['a', 'b c']);
    runs[1]!.answer.resolve('second');
    expect(await Promise.all(answers)).toEqual(['first', 'second', 'second']);
  });

  it('rejects everybody in a failed batch, and nobody else', async () => {
    const { batcher, runs } = batches();
    const answers = Promise.allSettled(['a', 'b', 'c'].map((item) => batcher.add(item)));
    runs[0]!.answer.resolve('fine');
    await turn();
    runs[1]!.answer.reject(new Error('away'));
    await turn();
    const last = batcher.add('d');
    runs[2]!.answer.resolve('again');
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await last).toBe('again');
  });

  it('never exceeds the maximum batch size, and keeps the order of arrival', async () => {
    const { batcher, runs, handed } = batches({ maxItems: 2 });
    for (const item of ['a', 'b', 'c', 'd', 'e', 'f']) void batcher.add(item);
    expect(batcher.waiting).toBe(5);
    for (let run = 0; run < 4; run++) {
      runs[run]!.answer.resolve('done');
      await turn();
    }
    expect(handed()).toEqual(['a', 'b c', 'd e', 'f']);
    expect(batcher.waiting).toBe(0);
  });

  it('can answer everybody before their batches are done, and still runs them', async () => {
    const { batcher, runs, handed } = batches();
    const answers = ['a', 'b', 'c'].map((item) => batcher.add(item));
    batcher.release('later');
    expect(await Promise.all(answers)).toEqual(['later', 'later', 'later']);
    expect(batcher.released).toBe(3);
    runs[0]!.answer.resolve('done');
    await turn();
    expect([handed(), batcher.released]).toEqual([['a', 'b c'], 2]);
    runs[1]!.answer.resolve('done');
    await batcher.idle();
    expect(batcher.released).toBe(0);
  });

  it('performs an action between two batches, while new items wait', async () => {
    const { batcher, runs, handed } = batches();
    void batcher.add('a');
    const action = Promise.withResolvers<void>();
    const between = batcher.between(() => action.promise);
    runs[0]!.answer.resolve('done');
    await turn();
    void batcher.add('b');
    await turn();
    expect(handed()).toEqual(['a']);
    action.resolve();
    await turn();
    expect(handed()).toEqual(['a', 'b']);
    runs[1]!.answer.resolve('done');
    await between;
  });
});
