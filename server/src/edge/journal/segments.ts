import { constants, type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeLine, type NumberedEvent } from './record.ts';

const newline = 10;
/** Longer than any record. */
export const chunkBytes = 512 * 1024;
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

/** Deletes a segment that is no longer read. One that cannot be deleted is deleted after the next start. */
export async function deleteSegment(folder: string, start: number): Promise<void> {
  await rm(segmentFile(folder, start), { force: true }).catch(() => undefined);
}

/** Gives a file that cannot be read a name that is not a segment's, so that an operator can still look at it. */
export async function setSegmentAside(folder: string, start: number): Promise<void> {
  const file = segmentFile(folder, start);
  await rename(file, `${file}.unreadable`).catch(() => undefined);
}

/** Whether a failure is about the file, and not about what this process or machine lacks for a moment. */
export function isAboutFile(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR'].includes(code);
}

/** Truncates a record that was half written when the process or the machine went down; returns the length that is left. */
export async function cutTornTail(file: string): Promise<number> {
  const handle = await openSegment(file, constants.O_RDWR);
  try {
    const { size } = await handle.stat();
    let whole = 0;
    for (let end = size; end > 0 && whole === 0; end -= chunkBytes) {
      const from = Math.max(0, end - chunkBytes);
      const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from);
      whole = from + buffer.lastIndexOf(newline) + 1;
      if (whole === from) whole = 0;
    }
    if (whole < size) {
      await handle.truncate(whole);
      await handle.datasync();
    }
    return whole;
  } finally {
    await handle.close();
  }
}

/** The number after that of the last whole record in a file; undefined when none of its last ones has a number. */
export async function numberAfter(file: string): Promise<number | undefined> {
  const handle = await openSegment(file, constants.O_RDONLY);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - chunkBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    const last = lines.findLast((line) => decodeLine(line)?.number !== undefined);
    return last === undefined ? undefined : decodeLine(last)!.number! + 1;
  } finally {
    await handle.close();
  }
}

/**
 * The lines of a file between two offsets and how many bytes they occupy: none where the file ends before, and `maxBytes`
 * at most, which has to be more than a record takes. Undefined stands for a line that is not a record.
 */
export async function readLines(
  file: string,
  from: number,
  to: number,
  maxBytes: number,
): Promise<{ readonly lines: (NumberedEvent | undefined)[]; readonly bytes: number }> {
  const chunk = Buffer.alloc(Math.min(to - from, maxBytes));
  const handle = await openSegment(file, constants.O_RDONLY);
  let length: number;
  try {
    length = (await handle.read(chunk, 0, chunk.length, from)).bytesRead;
  } finally {
    await handle.close();
  }
  // No record is as long as a chunk, so a chunk without a line break is all damage.
  const whole = chunk.subarray(0, length).lastIndexOf(newline) + 1 || length;
  const lines = chunk.toString('utf8', 0, whole).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines: lines.map(decodeLine), bytes: whole };
}

/** Opens a file, and nothing else: a pipe of that name would never answer. */
async function openSegment(file: string, flags: number): Promise<FileHandle> {
  const handle = await open(file, flags | (constants.O_NONBLOCK ?? 0));
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error(`${file} is not a file.`);
}
