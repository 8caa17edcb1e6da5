import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needs, program } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './edge.testing.ts';
import { clickOf, type EdgeProcess, segmentJournalIn, startEdgeProcess } from './edge-process.testing.ts';

const requests = 50;

let folder: string;
let remove: () => Promise<void>;
let edge: EdgeProcess | undefined;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(async () => {
  await edge?.kill();
  await remove();
});

/**
 * Clicks one after the other under strace; returns how many redirects were sent, and how many of them without a
 * preceding sync.
 */
async function traced(sync: 'answer' | 'interval'): Promise<{ answers: number; unsynced: number }> {
  const trace = join(folder, 'trace');
  const prefix = [program('strace'), '-f', '-y', '-s', '20', '-e', 'trace=fdatasync,write,writev', '-o', trace];
  edge = await startEdgeProcess(segmentJournalIn(folder, { sync }), { prefix });
  for (let recipient = 0; recipient < requests; recipient++) expect(await clickOf(recipient, edge.port)).toBe(true);
  await edge.kill();

  let syncs = 0;
  let answers = 0;
  let unsynced = 0;
  for (const call of completedCalls(await readFile(trace, 'utf8'))) {
    if (/^fdatasync\(\d+<[^>]*\.events>\) += 0/.test(call)) syncs++;
    if (/^writev?\(.*HTTP\/1\.1 302/.test(call)) {
      answers++;
      if (syncs === 0) unsynced++;
      syncs = 0;
    }
  }
  return { answers, unsynced };
}

describe('as the operating system sees it', needs('strace', 'tracing a process'), () => {
  it('every answer is sent after a sync of the segment file', async () => {
    const seen = await traced('answer');
    console.log(`sequential answers ${seen.answers}, without a sync before them ${seen.unsynced}`);
    expect(seen).toEqual({ answers: requests, unsynced: 0 });
  });

  it('answers do not wait for syncs by interval', async () => {
    const seen = await traced('interval');
    expect(seen.unsynced).toBeGreaterThan(0);
  });
});

/**
 * The calls of a trace in the order in which they ended; a call interrupted by another thread is split over two lines.
 */
function completedCalls(trace: string): string[] {
  const begun = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished) {
      begun.set(thread, unfinished[1]!);
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    return [resumed ? `${begun.get(thread)}${resumed[1]}` : rest];
  });
}
