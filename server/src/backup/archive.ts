import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
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

/** Reads a backup from its beginning. Throws a sentence when it is damaged, cut off or no backup. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const source = createReadStream(file);
  await once(source, 'open').catch((error: Error) => {
    throw new Error(`The backup ${file} cannot be read: ${error.message}.`, { cause: error });
  });
  const read = pipeline(source, createGunzip(), tar);
  read.catch(() => undefined);
  let last = '';
  try {
    for await (const entry of tar) {
      last = entry.header.name;
      if (last === end) entry.resume();
      else yield { name: last, content: contentOf(entry as AsyncIterable<Buffer>, file) };
    }
    await read;
  } catch (error) {
    if (isOfArchive(error)) throw damaged(file, error);
    throw error;
  }
  if (last !== end) throw damaged(file);
}

/** Whoever reads an entry is told of damage in it. */
async function* contentOf(entry: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* entry;
  } catch (error) {
    throw isOfArchive(error) ? damaged(file, error) : error;
  }
}

/** The whole content of a small entry. */
export async function textOf({ content }: ArchiveEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function damaged(file: string, cause?: unknown): Error {
  return new Error(`${file} is no complete backup: it is damaged or was cut off. Use another one.`, { cause });
}

/** zlib's errors have codes of their own, tar-stream's have none. */
function isOfArchive(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error
    ? /^(?:Z_|ERR_STREAM_PREMATURE_CLOSE)/.test(String(error.code))
    : /tar header|end of data/i.test(error.message);
}
