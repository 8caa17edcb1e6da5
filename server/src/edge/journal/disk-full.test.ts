import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '@waymark/testing/needs';
import { afterEach, expect, it } from 'vitest';
import { eventsIn } from '../edge.testing.ts';
import { clicks, compare, type EdgeProcess, segmentJournalIn, startEdgeProcess } from '../edge-process.testing.ts';
import { SegmentJournal } from './segment-journal.ts';
import { smallFileSystem } from './small-disk.testing.ts';

const undo: (() => Promise<unknown>)[] = [];
let edge: EdgeProcess | undefined;
afterEach(async () => {
  await edge?.kill();
  for (const step of undo.splice(0).reverse()) await step();
});

async function recipientsIn(folder: string): Promise<{ stored: (string | undefined)[]; lost: number }> {
  const journal = await SegmentJournal.open(folder);
  const stored = (await eventsIn(journal)).map(({ recipientId }) => recipientId);
  const { lost } = journal;
  await journal.close();
  return { stored, lost };
}

it(
  'on a full disk every link is answered, what is lost is counted exactly, and counting resumes by itself',
  needs('mounting a file system'),
  async () => {
    const disk = await smallFileSystem();
    undo.push(disk.remove);
    const folder = join(disk.folder, 'journal');
    edge = await startEdgeProcess(segmentJournalIn(folder, { segmentBytes: 30_000 }));

    const full = await clicks(edge, { clients: 16, first: 0, more: (count) => count < 3000 });
    expect(full.failed).toBe(0);
    const { lost } = await edge.counts();
    expect(lost).toBeGreaterThan(100);
    expect((await statfs(disk.folder)).bavail).toBeLessThanOrEqual(1);

    await disk.makeRoom();
    const later = await clicks(edge, { clients: 16, first: full.next, more: (count) => count < 500 });
    expect(later.failed).toBe(0);
    expect(await edge.counts()).toMatchObject({ lost, late: 0 });

    await edge.kill();
    const answered = [...full.answered, ...later.answered];
    const found = await recipientsIn(folder);
    const result = compare(answered, found.stored);
    console.log(`disk full: ${result.line}, counted as lost ${found.lost}`);
    expect(result).toMatchObject({ lost, double: 0 });
    // Also after a restart.
    expect(found.lost).toBe(lost);
    expect(compare(later.answered, found.stored).lost).toBe(0);
  },
);

it('when a file cannot grow, links are answered, and lost events are counted exactly', needs('linux'), async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-full-'));
  undo.push(() => rm(folder, { recursive: true }));
  edge = await startEdgeProcess(segmentJournalIn(folder), { prefix: ['prlimit', '--fsize=20000', '--'] });
  const done = await clicks(edge, { clients: 16, first: 0, more: (count) => count < 2000 });
  expect(done.failed).toBe(0);
  await edge.kill();
  const { stored, lost } = await recipientsIn(folder);
  const result = compare(done.answered, stored);
  console.log(`file size limited: ${result.line}, counted as lost ${lost}`);
  expect(result).toMatchObject({ lost, double: 0 });
  expect(lost).toBeGreaterThan(0);
  expect(stored.length).toBeGreaterThan(0);
});
