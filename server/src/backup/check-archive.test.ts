import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArchive } from './archive.ts';
import { entryNames } from './backup-head.ts';
import { checkArchive } from './check-archive.ts';

const head = {
  format: 1,
  at: '2026-11-30T10:00:00.000Z',
  installation: 'an installation',
  migrations: [],
  tables: [{ name: 'account', columns: ['id'] }],
  eventMonths: [],
  sequences: [],
};
const damaged = 'FILE is no complete backup: it is damaged or was cut off. Use another one.';

let folder: string;
let bytes: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-check-'));
  bytes = await backup(JSON.stringify(head));
});
afterAll(() => rm(folder, { recursive: true }));

/** A backup that says this about itself. */
async function backup(content: string): Promise<Buffer> {
  const file = join(folder, 'written');
  const archive = createArchive(file);
  await archive.add(entryNames.settings, 'PORT="8080"\n');
  await archive.add(entryNames.head, content);
  await archive.add(`${entryNames.tables}/account/1`, randomBytes(3000));
  await archive.close();
  return readFile(file);
}

/** What is said of a file with these bytes. */
async function check(content: Uint8Array): Promise<string> {
  const file = join(folder, 'checked');
  await writeFile(file, content);
  return checkArchive(file).then(
    () => 'fine',
    (error: Error) => error.message.replace(file, 'FILE'),
  );
}

describe('a backup that is to be restored', () => {
  it('is fine as it was written', async () => {
    expect(await check(bytes)).toBe('fine');
  });

  it('is damaged, whichever byte is another one', async () => {
    const said = new Set<string>();
    // Time and system in gzip's own header change nothing, nor do the bits that fill a byte up.
    const isSame = (changed: Buffer) => {
      try {
        return gunzipSync(changed).equals(gunzipSync(bytes));
      } catch {
        return false;
      }
    };
    for (let place = 10; place < bytes.length; place += place < 300 ? 11 : 251) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1 << (place % 8);
      if (!isSame(changed)) said.add(await check(changed));
    }
    expect([...said]).toEqual([damaged]);
  });

  it('is damaged, wherever it was cut off', async () => {
    const said = new Set<string>();
    for (const length of [0, 1, 5, 10, 100, 500, 1000, 2000, -600, -20, -9, -8, -1])
      said.add(await check(bytes.subarray(0, length)));
    expect([...said]).toEqual([damaged]);
  });

  it.each([
    ['compressed', () => randomBytes(5000)],
    ['an archive', () => gzipSync(randomBytes(5000))],
  ])('is damaged when it is not %s', async (_, content) => {
    expect(await check(content())).toBe(damaged);
  });

  const follows =
    'FILE is no complete backup: something follows after its end, as when two files were joined. Use another one.';

  it.each([
    ['a second backup', () => bytes, follows],
    ['zeros', () => Buffer.alloc(1000), follows],
    ['what is not compressed', () => randomBytes(500), damaged],
    ['a byte', () => Buffer.from('x'), damaged],
  ])('is refused when %s follows after its end', async (_, more, sentence) => {
    expect(await check(Buffer.concat([bytes, more()]))).toBe(sentence);
  });

  it.each([
    ['what it says about itself cannot be read', '{"format": 1, ', damaged],
    ['what it says about itself is nothing', 'null', damaged],
    ['what it says about itself is incomplete', JSON.stringify({ ...head, tables: undefined }), damaged],
    [
      'it is of another format',
      JSON.stringify({ format: 2 }),
      'FILE was made by a newer version of Waymark (format 2). Restore it with that version.',
    ],
    [
      'it has a migration that nobody here knows',
      JSON.stringify({ ...head, migrations: ['99990101000000_later'] }),
      'FILE was made by a newer version of Waymark (99990101000000_later). Restore it with that version.',
    ],
  ])('is refused when %s', async (_, content, sentence) => {
    expect(await check(await backup(content))).toBe(sentence);
  });
});
