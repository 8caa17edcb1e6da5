import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** The last entry: a file without it was cut off. */
const end = 'complete';

/** A backup that is being written. */
export interface ArchiveWriter {
  add(name: string, content: string | Buffer): Promise<void>;
  /** Adds the bytes that `chunks` yields as entries of some megabytes, `<name>/1`, `<name>/2`, … */
  addAll(name: string, chunks: AsyncIterable<Buffer>): Promise<void>;
  /** Finishes the file, which gets its name only now. */
  close(): Promise<void>;
  /** Deletes what was written. */
  abandon(): Promise<void>;
}

const chunkBytes = 4 * 1024 * 1024;

/** Creates a backup: a compressed tar file that only its owner may read. */
export function createArchive(file: string): ArchiveWriter {
  const unfinished = `${file}.unfinished`;
  const tar = pack();
  const stream = createWriteStream(unfinished, { mode: 0o600, flush: true });
  const written = pipeline(tar, createGzip({ level: 4 }), stream).catch((error: NodeJS.ErrnoException) => {
    throw new Error(explain(error, file), { cause: error });
  });
  // Reported by whoever waits for the next entry or for the end.
  written.catch(() => undefined);
  const add = (name: string, content: string | Buffer) =>
    Promise.race([
      written,
      new Promise<void>((added, failed) => {
        const bytes = Buffer.from(content);
        tar.entry({ name, mode: 0o600, size: bytes.length }, bytes, (error) => (error ? failed(error) : added()));
      }),
    ]);
  return {
    add,
    async addAll(name, chunks) {
      let [number, held, size]: [number, Buffer[], number] = [0, [], 0];
      const flush = async () => {
        if (size > 0) await add(`${name}/${++number}`, Buffer.concat(held));
        [held, size] = [[], 0];
      };
      for await (const chunk of chunks) {
        held.push(chunk);
        size += chunk.length;
        if (size >= chunkBytes) await flush();
      }
      await flush();
    },
    async close() {
      await add(end, '');
      tar.finalize();
      await written;
      await rename(unfinished, file);
    },
    async abandon() {
      tar.destroy();
      await written.catch(() => undefined);
      await rm(unfinished, { force: true });
    },
  };
}

function explain(error: NodeJS.ErrnoException, file: string): string {
  const folder = dirname(resolve(file));
  if (error.code === 'ENOENT') return `There is no folder ${folder}. Make it, or name another file.`;
  if (error.code === 'ENOSPC')
    return `The disk that ${folder} is on is full. Make room, or name a file on another one.`;
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS')
    return `${folder} cannot be written. Name a file in another folder, or let this user write there.`;
  return `${file} cannot be written: ${error.message}`;
}

/** An entry of a backup; its content must be read before the next one. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Reads a backup from its beginning. Throws a sentence when it is damaged, cut off or no backup, or when something follows
 * after its end.
 */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const source = createReadStream(file);
  await once(source, 'open').catch((error: Error) => {
    throw unreadable(file, error);
  });
  const gunzip = createGunzip();
  const read = pipeline(source, gunzip, tar);
  read.catch(() => undefined);
  let last = '';
  try {
    for await (const entry of tar) {
      if (last === end) throw somethingFollows(file);
      last = entry.header.name;
      if (last === end) entry.resume();
      else yield { name: last, content: contentOf(entry as AsyncIterable<Buffer>, file) };
    }
    await read;
  } catch (error) {
    throw explained(error, file);
  }
  if (last !== end) throw damaged(file);
  // Zeros are padding to zlib, which leaves them alone without a word.
  if (gunzip.bytesWritten < (await stat(file)).size) throw somethingFollows(file);
}

/** Whoever reads an entry is told of damage in it. */
async function* contentOf(entry: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* entry;
  } catch (error) {
    throw explained(error, file);
  }
}

/** The whole content of a small entry. */
export async function textOf({ content }: ArchiveEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A sentence about a file that is no backup, or not as it was written. */
class DamagedArchive extends Error {
  constructor(file: string, what: string, cause?: unknown) {
    super(`${file} is no complete backup: ${what}. Use another one.`, { cause });
    this.name = 'DamagedArchive';
  }
}

export function damaged(file: string, cause?: unknown): Error {
  return new DamagedArchive(file, 'it is damaged or was cut off', cause);
}

function somethingFollows(file: string): Error {
  return new DamagedArchive(file, 'something follows after its end, as when two files were joined');
}

function unreadable(file: string, error: Error): Error {
  return new Error(`The backup ${file} cannot be read: ${error.message}.`, { cause: error });
}

/** Only the system's errors, such as of a broken disk, name a system call: any other one is about the bytes. */
function explained(error: unknown, file: string): Error {
  if (error instanceof DamagedArchive) return error;
  return error instanceof Error && 'syscall' in error ? unreadable(file, error) : damaged(file, error);
}
