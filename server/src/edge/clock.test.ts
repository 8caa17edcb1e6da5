import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge } from './edge.testing.ts';

let at = 0;
let edge: Awaited<ReturnType<typeof startEdge>>;
beforeEach(async () => {
  edge = await startEdge({ now: () => at });
});
afterEach(() => edge.stop());

describe('a clock that is set back', () => {
  it('breaks neither the ids nor the order of events', async () => {
    const brand = addHost(edge.linkMap, 'click.brand.com');
    addLink(edge.linkMap, brand, 7, 3, 'https://shop.brand.com/');
    const start = 1_795_000_000_000;
    // An hour back, then to the epoch, then forward again.
    const times = [start, start + 1, start - 3_600_000, start - 3_600_000, 0, 1, start + 2, start + 2];
    for (const [recipient, time] of times.entries()) {
      at = time;
      const { status } = await edge.ask(`/c/${brand.click(7, String(recipient))}`, { host: brand.host });
      expect(status).toBe(302);
    }
    const events = await edge.events();
    expect(events.map((event) => [event.recipientId, event.at])).toEqual(
      times.map((time, index) => [String(index), time]),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(times.length);
  });
});
