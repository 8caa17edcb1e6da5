import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../edge.testing.ts';
import { GroupCommit } from './group-commit.ts';

/** A store whose groups complete when the test says so, and what it was asked to store, in order. */
function groups(gatherUpTo = 100) {
  const said: string[] = [];
  const done: (() => void)[] = [];
  const commit = new GroupCommit<string>({
    store: (items) => {
      said.push(`store ${items.join(' ')}`);
      return new Promise((stored) => done.push(stored));
    },
    gatherUpTo,
    timeoutMs: 60_000,
    onTimeout: () => said.push('hangs'),
  });
  const append = (item: string) => void commit.append(item)?.then(() => said.push(`answer ${item}`));
  return { commit, said, done, append };
}

describe('group commit', () => {
  it('stores what arrives in one turn of the event loop together, and answers it all at once', async () => {
    const { said, done, append } = groups();
    for (const item of ['a', 'b', 'c']) append(item);
    await vi.waitFor(() => expect(said).toEqual(['store a b c']));
    done[0]!();
    await vi.waitFor(() => expect(said.slice(1)).toEqual(['answer a', 'answer b', 'answer c']));
  });

  it('stops waiting for more once it has enough', async () => {
    const { said, append } = groups(2);
    append('a');
    append('b');
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(said).toEqual(['store a b']);
  });

  it('starts storing the next group before it answers the previous one', async () => {
    const { said, done, append } = groups();
    append('a');
    await vi.waitFor(() => expect(said).toEqual(['store a']));
    for (const item of ['b', 'c']) append(item);
    done[0]!();
    await turn();
    expect(said).toEqual(['store a', 'store b c', 'answer a']);
    done[1]!();
    await turn();
    expect(said.slice(3)).toEqual(['answer b', 'answer c']);
  });

  it('is idle when everything is answered, and starts again when more arrives', async () => {
    const { commit, said, done, append } = groups();
    append('a');
    await vi.waitFor(() => expect(done).toHaveLength(1));
    done[0]!();
    await commit.idle();
    append('b');
    await vi.waitFor(() => expect(said).toEqual(['store a', 'answer a', 'store b']));
  });
});

describe('a disk', () => {
  /** Everything that keeps the thread from its event loop. */
  const beBusy = (milliseconds: number) => {
    for (const began = performance.now(); performance.now() - began < milliseconds; );
  };

  it('is not called hanging when the thread was busy and could not hear it', async () => {
    const { folder, remove } = await temporaryFolder();
    const file = await open(join(folder, 'events'), 'a');
    const onTimeout = vi.fn();
    const store = async (items: readonly string[]) => {
      await file.appendFile(items.join(''));
      await file.datasync();
    };
    const commit = new GroupCommit<string>({ store, gatherUpTo: 1, timeoutMs: 50, onTimeout });
    for (let group = 0; group < 5; group++) {
      const stored = commit.append('x');
      const busy = setInterval(() => beBusy(100), 1);
      beBusy(200);
      await stored;
      clearInterval(busy);
    }
    expect(onTimeout).not.toHaveBeenCalled();
    await file.close();
    await remove();
  });

  it('is called hanging when it does not answer, and nobody waits for it until it does', async () => {
    const onTimeout = vi.fn();
    const disk = Promise.withResolvers<void>();
    const commit = new GroupCommit<string>({ store: () => disk.promise, gatherUpTo: 1, timeoutMs: 50, onTimeout });
    const began = performance.now();
    await commit.append('a');
    expect(performance.now() - began).toBeGreaterThan(45);
    expect(onTimeout).toHaveBeenCalledOnce();
    await commit.append('b');
    expect(commit.late).toBe(2);
    disk.resolve();
    await commit.idle();
    expect(commit.late).toBe(0);
  });
});
