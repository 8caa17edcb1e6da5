import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, temporaryFolder } from './edge.testing.ts';
import { clicks, compare, type EdgeProcess, segmentJournalIn, startEdgeProcess } from './edge-process.testing.ts';
import { SegmentJournal } from './journal/segment-journal.ts';

/** For each setting; fifty kills in all in the long form: WAYMARK_FAULT_ROUNDS=25. */
const rounds = Number(process.env.WAYMARK_FAULT_ROUNDS ?? 6);

let folder: string;
let remove: () => Promise<void>;
let edge: EdgeProcess;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(async () => {
  await edge.kill();
  await remove();
});

describe.each(['answer', 'interval'] as const)('an edge that is killed under load, synced by %s', (sync) => {
  it('has exactly one event for every redirect it answered, and no duplicates', async () => {
    const answered: number[] = [];
    let first = 0;
    for (let round = 0; round < rounds; round++) {
      edge = await startEdgeProcess(segmentJournalIn(folder, { segmentBytes: 20_000, sync }));
      // Killed while other clicks are in progress, at a different point of the journal in each round.
      const enough = 60 + ((37 * round) % 100);
      const more = (count: number) => {
        if (count >= enough) void edge.kill();
        return true;
      };
      const done = await clicks(edge, { clients: 32, first, more });
      await edge.kill();
      answered.push(...done.answered);
      first = done.next;
    }
    const journal = await SegmentJournal.open(folder);
    const events = await eventsIn(journal);
    const result = compare(
      answered,
      events.map(({ recipientId }) => recipientId),
    );
    console.log(`kill -9 × ${rounds}, synced by ${sync}: ${result.line}`);
    expect(answered.length).toBeGreaterThanOrEqual(rounds * 60);
    expect(result).toMatchObject({ lost: 0, double: 0 });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(journal.lost).toBe(0);
    await journal.close();
  });
});
