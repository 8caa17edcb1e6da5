import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, temporaryFolder } from '../edge.testing.ts';
import { journalConformance, numberedEvent } from './journal.conformance.ts';
import { SegmentJournal } from './segment-journal.ts';
import { openReplacing } from './synced-files.testing.ts';

for (const sync of ['answer', 'interval'] as const) {
  journalConformance(`a segment journal that syncs by ${sync}`, async () => {
    const { folder, remove } = await temporaryFolder();
    return { open: () => SegmentJournal.open(folder, { segmentBytes: 4000, sync }), remove };
  });
}

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

const segments = async () => (await readdir(folder)).filter((name) => name.endsWith('.events')).sort();
const appendAll = (journal: SegmentJournal, numbers: readonly number[]) =>
  Promise.all(numbers.map((number) => journal.append(numberedEvent(number))));
const numbersIn = async (journal: SegmentJournal) => (await eventsIn(journal)).map(({ subject }) => subject);

describe('a segment journal that crashed in the middle of a write', () => {
  it('keeps every complete record and continues after it, wherever the last one was torn', async () => {
    const first = await SegmentJournal.open(folder);
    await appendAll(first, [1, 2]);
    await first.close();
    const file = join(folder, (await segments())[0]!);
    const whole = await readFile(file);
    const secondStart = whole.indexOf('\n') + 1;
    for (let length = secondStart; length < whole.length; length += 7) {
      await remove();
      ({ folder, remove } = await temporaryFolder());
      await writeFile(join(folder, '0000000000000000.events'), whole.subarray(0, length));
      const journal = await SegmentJournal.open(folder);
      await appendAll(journal, [3]);
      expect(await numbersIn(journal)).toEqual([1, 3]);
      await journal.close();
    }
  });

  it('reads what follows damage in the middle, and counts what was damaged', async () => {
    const journal = await SegmentJournal.open(folder);
    await appendAll(journal, [1, 2, 3]);
    const file = join(folder, (await segments())[0]!);
    const bytes = await readFile(file);
    bytes[bytes.indexOf('\n') + 60]! ^= 4;
    await writeFile(file, bytes);
    expect(await numbersIn(journal)).toEqual([1, 3]);
    await journal.resume(0);
    await (await journal.read())!.release();
    expect(journal.lost).toBe(1);
    await journal.close();
  });

  it('opens even if the whole last segment is garbage without a line break', async () => {
    await writeFile(join(folder, '0000000000000000.events'), Buffer.alloc(3_000_000));
    const journal = await SegmentJournal.open(folder);
    await appendAll(journal, [1]);
    expect(await numbersIn(journal)).toEqual([1]);
    await journal.close();
  });
});

describe('the segments', () => {
  it('are split by size and deleted once read, except the current one', async () => {
    const journal = await SegmentJournal.open(folder, { segmentBytes: 1000 });
    for (let number = 0; number < 50; number++) await appendAll(journal, [number]);
    expect((await segments()).length).toBeGreaterThan(5);
    for (let batch = await journal.read(); batch !== undefined; batch = await journal.read()) await batch.release();
    expect(await segments()).toHaveLength(1);
    await journal.close();
  });
});

describe('a cursor', () => {
  async function filled(): Promise<SegmentJournal> {
    const journal = await SegmentJournal.open(folder, { segmentBytes: 1000 });
    for (let number = 0; number < 20; number++) await appendAll(journal, [number]);
    return journal;
  }

  it('from before the oldest existing segment continues there', async () => {
    const journal = await filled();
    const first = await journal.read();
    await first!.release();
    await journal.resume(0);
    const left = await numbersIn(journal);
    expect(left).toEqual(Array.from({ length: 20 }, (_, number) => number).slice(first!.events.length));
    await journal.close();
  });

  it('beyond the end of the journal starts over', async () => {
    const journal = await filled();
    expect((await eventsIn(journal, 1e12)).length).toBe(20);
    await journal.close();
  });
});

describe('group commit', () => {
  it('shares one sync among all waiting requests and answers none before it', async () => {
    const log: string[] = [];
    const openFile = openReplacing((file) => ({
      datasync: async () => {
        await file.datasync();
        log.push('sync');
      },
    }));
    const journal = await SegmentJournal.open(folder, { openFile });
    const answer = async (number: number) => {
      await journal.append(numberedEvent(number));
      log.push('answer');
    };
    await Promise.all(Array.from({ length: 200 }, (_, number) => answer(number)));
    await answer(200);
    expect(log).toEqual(['sync', ...Array<string>(200).fill('answer'), 'sync', 'answer']);
    await journal.close();
  });

  it('by interval answers when events are written, and syncs them all soon after', async () => {
    const log: string[] = [];
    const openFile = openReplacing((file) => ({
      appendFile: async (data) => {
        await file.appendFile(data);
        log.push('write');
      },
      datasync: async () => {
        await file.datasync();
        log.push('sync');
      },
    }));
    const journal = await SegmentJournal.open(folder, { openFile, sync: 'interval' });
    log.length = 0;
    for (const number of [1, 2, 3]) {
      await appendAll(journal, [number]);
      log.push('answer');
    }
    await expect.poll(() => numbersIn(journal)).toEqual([1, 2, 3]);
    const written = ['write', 'answer', 'write', 'answer', 'write', 'answer'];
    expect(log.filter((step) => step !== 'sync')).toEqual(written);
    expect(log.at(-1)).toBe('sync');
    expect(log.filter((step) => step === 'sync').length).toBeLessThan(3);
    await journal.close();
  });
});

describe('a folder', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function openInAnotherProcess(): Promise<ChildProcess> {
    const module = join(import.meta.dirname, 'segment-journal.ts');
    const program = `const { SegmentJournal } = await import(${JSON.stringify(module)});
      const journal = await SegmentJournal.open(${JSON.stringify(folder)});
      process.stdout.write('open');
      setInterval(() => journal.id, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout!, 'data');
    return child;
  }

  it('belongs to one journal at a time: the second is refused with one sentence', async () => {
    const child = await openInAnotherProcess();
    await expect(SegmentJournal.open(folder)).rejects.toThrow(
      /^Another Waymark server keeps its events in .*\. Stop it, or /,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    const journal = await SegmentJournal.open(folder);
    await expect(SegmentJournal.open(folder)).rejects.toThrow('Another Waymark server');
    await journal.close();
    await (await SegmentJournal.open(folder)).close();
  });
});
