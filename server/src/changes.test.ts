import { describe, expect, it } from 'vitest';
import { createChangeFeed } from './changes.ts';
import type { Change } from './edge/link-map.ts';

const host = (name: string): Change => ({ kind: 'host', domainId: name, host: name });

describe('the feed of changes', () => {
  it('brings every follower everything from then on, in order, until it ends', () => {
    const feed = createChangeFeed();
    const [first, second]: [Change[], Change[]] = [[], []];
    feed.publish([host('missed.example')]);
    const leave = feed.follow((change) => void first.push(change));
    feed.publish([host('a.example'), host('b.example')]);
    feed.follow((change) => void second.push(change));
    feed.publish([host('c.example')]);
    leave();
    feed.publish([host('d.example')]);
    expect(first).toEqual([host('a.example'), host('b.example'), host('c.example')]);
    expect(second).toEqual([host('c.example'), host('d.example')]);
  });
});
