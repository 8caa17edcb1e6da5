import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs, program } from '@waymark/testing/needs';
import { afterEach, expect, it } from 'vitest';
import { eventsIn } from '../edge.testing.ts';
import { clicks, compare, type EdgeProcess, segmentJournalIn, startEdgeProcess } from '../edge-process.testing.ts';
import { SegmentJournal } from './segment-journal.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const run = (command: string, ...args: string[]) => execFileSync(command, args, { timeout: 20_000 });

/** A file system that can be frozen: writes to it then block, without an error. */
async function freezable(): Promise<{ folder: string; freeze(): void; thaw(): void }> {
  const place = await mkdtemp(join(tmpdir(), 'waymark-frozen-'));
  undo.push(() => rm(place, { recursive: true, force: true }));
  const image = join(place, 'image');
  const folder = join(place, 'disk');
  await mkdir(folder);
  run('truncate', '-s', '16M', image);
  run(program('mkfs.ext4'), '-q', image);
  run('mount', '-o', 'loop', image, folder);
  undo.push(() => run('umount', folder));
  let watchdog: ChildProcess | undefined;
  const thaw = () => {
    // It may be thawed already.
    spawnSync('fsfreeze', ['-u', folder], { timeout: 20_000 });
    watchdog?.kill();
  };
  undo.push(thaw);
  return {
    folder,
    freeze() {
      // A process blocked on a frozen disk cannot be killed, so the disk thaws even if this process is killed.
      watchdog = spawn('sh', ['-c', 'sleep 30; fsfreeze -u "$0"', folder], { detached: true, stdio: 'ignore' });
      run('fsfreeze', '-f', folder);
    },
    thaw,
  };
}

it.for(['answer', 'interval'] as const)(
  'on a disk that is frozen links keep working, and once it thaws every event is stored, synced by %s',
  needs('mkfs.ext4', 'freezing a file system'),
  async (sync) => {
    const disk = await freezable();
    const folder = join(disk.folder, 'journal');
    const edge: EdgeProcess = await startEdgeProcess(segmentJournalIn(folder, { sync, timeoutMs: 300 }));
    undo.push(() => edge.kill(), disk.thaw);
    const before = await clicks(edge, { clients: 16, first: 0, more: (count) => count < 200 });
    disk.freeze();
    const began = performance.now();
    const during = await clicks(edge, { clients: 16, first: before.next, more: (count) => count < 500 });
    const took = performance.now() - began;
    const frozen = await edge.counts();
    disk.thaw();
    await expect.poll(async () => (await edge.counts()).late, { timeout: 10_000 }).toBe(0);
    const after = await clicks(edge, { clients: 16, first: during.next, more: (count) => count < 200 });
    expect(before.failed + during.failed + after.failed).toBe(0);
    expect(frozen.late).toBeGreaterThan(0);

    await edge.kill();
    const journal = await SegmentJournal.open(folder);
    const stored = (await eventsIn(journal)).map(({ recipientId }) => recipientId);
    expect(journal.lost).toBe(0);
    await journal.close();
    const result = compare([...before.answered, ...during.answered, ...after.answered], stored);
    console.log(
      `frozen disk, synced by ${sync}: ${during.answered.length} answered in ${Math.round(took)} ms meanwhile, ${frozen.late} of them late; in all ${result.line}`,
    );
    expect(result).toMatchObject({ lost: 0, double: 0 });
  },
);
