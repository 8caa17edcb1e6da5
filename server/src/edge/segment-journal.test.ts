import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalConformance, numberedEvent } from './journal.conformance.ts';
import { SegmentJournal } from './segment-journal.ts';
import type { JournalFile, OpenFile } from './synced-files.ts';
import { eventsIn, temporaryFolder } from './testing.ts';

journalConformance(async () => {
  const { folder, remove } = await temporaryFolder();
  return { open: () => SegmentJournal.open(folder, { segmentBytes: 4000 }), remove };
});

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

describe('a segment journal that went down in the middle of a write', () => {
  it('has every whole record and goes on behind it, wherever the last one was torn', async () => {
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

  it('has what comes after damage in the middle, and counts what the damage took', async () => {
    const journal = await SegmentJournal.open(folder);
    await appendAll(journal, [1, 2, 3]);
    const file = join(folder, (await segments())[0]!);
    const bytes = await readFile(file);
    bytes[bytes.indexOf('\n') + 60]! ^= 4;
    await writeFile(file, bytes);
    expect(await numbersIn(journal)).toEqual([1, 3]);
    expect(journal.lost).toBe(1);
    await journal.close();
  });

  it('opens when the whole last segment is rubbish without a line break', async () => {
    await writeFile(join(folder, '0000000000000000.events'), Buffer.alloc(3_000_000));
    const journal = await SegmentJournal.open(folder);
    await appendAll(journal, [1]);
    expect(await numbersIn(journal)).toEqual([1]);
    await journal.close();
  });
});

describe('the segments', () => {
  it('follow each other by size and are deleted once read, all but the one in use', async () => {
    const journal = await SegmentJournal.open(folder, { segmentBytes: 1000 });
    for (let number = 0; number < 50; number++) await appendAll(journal, [number]);
    expect((await segments()).length).toBeGreaterThan(5);
    let position = 0;
    for (let part = await journal.read(0); part.next !== position; part = await journal.read(position)) {
      position = part.next;
      await journal.release(position);
    }
    expect(await segments()).toHaveLength(1);
    await journal.close();
  });
});

describe('group commit', () => {
  it('shares one sync among all who wait and answers nobody before it', async () => {
    const log: string[] = [];
    const openFile: OpenFile = async (path, flags) => {
      const file = await open(path, flags);
      const datasync = async () => {
        await file.datasync();
        log.push('sync');
      };
      return wrapped(file, () => ({ datasync }));
    };
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
});

describe('a failing disk', () => {
  const faults: [string, (file: JournalFile) => Partial<JournalFile>][] = [
    ['has no room at all', () => ({ appendFile: () => Promise.reject(new Error('ENOSPC')) })],
    [
      'has room for half a record',
      (file) => ({
        appendFile: async (text) => {
          await file.appendFile(String(text).slice(0, 100));
          throw new Error('ENOSPC');
        },
      }),
    ],
    ['takes everything and then cannot sync', () => ({ datasync: () => Promise.reject(new Error('EIO')) })],
    [
      'cannot even cut off what it could not sync',
      () => ({ datasync: () => Promise.reject(new Error('EIO')), truncate: () => Promise.reject(new Error('EIO')) }),
    ],
    ['cannot sync the folder', () => ({ sync: () => Promise.reject(new Error('EIO')) })],
  ];

  it.each(faults)('that %s lets everybody go, counts the loss, and counting resumes by itself', async (_, faultOf) => {
    let failing = false;
    const errors: unknown[] = [];
    const openFile: OpenFile = async (path, flags) => {
      const file = await open(path, flags);
      return wrapped(file, () => (failing ? faultOf(file) : {}));
    };
    const onError = (error: unknown) => errors.push(error);
    const journal = await SegmentJournal.open(folder, { openFile, onError, segmentBytes: 1500 });
    const kept: number[] = [];
    let number = 0;
    for (failing of [false, true, true, false, true, false, false]) {
      const lostBefore = journal.lost;
      const numbers = Array.from({ length: 5 }, () => number++);
      await appendAll(journal, numbers);
      if (journal.lost === lostBefore) kept.push(...numbers);
      else expect(journal.lost).toBe(lostBefore + 5);
      expect(await numbersIn(journal)).toEqual(kept);
    }
    expect(journal.lost).toBeGreaterThan(0);
    expect(errors.length).toBeGreaterThan(0);
    await journal.close();
    const again = await SegmentJournal.open(folder);
    expect(await numbersIn(again)).toEqual(kept);
    await again.close();
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

  it('belongs to one journal at a time: the second is refused in one sentence', async () => {
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

/** A file of which some operations are replaced, as it is decided at each of them. */
function wrapped(file: JournalFile, replaced: () => Partial<JournalFile>): JournalFile {
  return {
    appendFile: (data) => (replaced().appendFile ?? file.appendFile.bind(file))(data),
    datasync: () => (replaced().datasync ?? file.datasync.bind(file))(),
    sync: () => (replaced().sync ?? file.sync.bind(file))(),
    truncate: (length) => (replaced().truncate ?? file.truncate.bind(file))(length),
    close: () => (replaced().close ?? file.close.bind(file))(),
  };
}
