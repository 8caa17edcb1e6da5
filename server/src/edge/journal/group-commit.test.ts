import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
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
