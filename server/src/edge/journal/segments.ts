import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrackingEvent } from './journal.ts';
import { decodeRecord } from './record.ts';

const newline = 10;
const chunkBytes = 512 * 1024;
const name = /^(\d{16})\.events$/;

/** The file of the segment that starts at a position of the journal. */
export function segmentFile(folder: string, start: number): string {
  return join(folder, `${String(start).padStart(16, '0')}.events`);
}

/** The start positions of the segments in a folder, in order. */
export async function segmentStarts(folder: string): Promise<number[]> {
  const starts = (await readdir(folder)).flatMap((entry) => name.exec(entry)?.[1] ?? []).map(Number);
  return starts.sort((one, other) => one - other);
}

/** Deletes a segment that is no longer read. */
export async function deleteSegment(folder: string, start: number): Promise<void> {
  await rm(segmentFile(folder, start), { force: true });
}

/** Truncates a record that was half written when the process or the machine went down; returns the length that is left. */
export async function cutTornTail(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    let whole = 0;
    for (let end = size; end > 0 && whole === 0; end -= chunkBytes) {
      const from = Math.max(0, end - chunkBytes);
      const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from);
      whole = from + buffer.lastIndexOf(newline) + 1;
      if (whole === from) whole = 0;
    }
    await handle.truncate(whole);
    await handle.datasync();
    return whole;
  } finally {
    await handle.close();
  }
}

/** The records of a file between two offsets, half a megabyte at most, and how many bytes they occupy. */
export async function readRecords(
  file: string,
  from: number,
  to: number,
): Promise<{ readonly events: TrackingEvent[]; readonly bytes: number; readonly damaged: number }> {
  const chunk = Buffer.alloc(Math.min(to - from, chunkBytes));
  const handle = await open(file, 'r');
  try {
    await handle.read(chunk, 0, chunk.length, from);
  } finally {
    await handle.close();
  }
  // No record is as long as a chunk, so a chunk without a line break is all damage.
  const whole = chunk.lastIndexOf(newline) + 1 || chunk.length;
  const lines = chunk.toString('utf8', 0, whole).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const events = lines.map(decodeRecord).filter((event) => event !== undefined);
  return { events, bytes: whole, damaged: lines.length - events.length };
}
