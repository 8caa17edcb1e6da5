import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decryptWith, encryptWith, keyIdOf, toMasterKey } from './cipher.ts';
import { parseMasterKeys } from './master-key-file.ts';
import { MasterKeys, MissingMasterKey } from './master-keys.ts';

const key = toMasterKey(new Uint8Array(32).fill(7));
const other = toMasterKey(new Uint8Array(32).fill(8));
const secret = Buffer.from('a signing key of thirty-two bytes');

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'waymark-master-key-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

describe('an encrypted secret', () => {
  it('is another one each time, does not contain the secret, and names its key', () => {
    const [one, two] = [encryptWith(key, 'signing key', secret), encryptWith(key, 'signing key', secret)];
    expect(Buffer.from(one).equals(two)).toBe(false);
    expect(Buffer.from(one).includes(secret)).toBe(false);
    expect(keyIdOf(one)).toBe(key.id);
  });

  it('is the secret again, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.string(), (bytes, purpose) => {
        expect(decryptWith(key, purpose, encryptWith(key, purpose, bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('is refused for another purpose, and when any bit of it is another one', () => {
    const stored = encryptWith(key, 'signing key', secret);
    expect(() => decryptWith(key, 'webhook secret', stored)).toThrow(
      'A webhook secret in the database is not as it was',
    );
    for (let at = 0; at < stored.length; at++) {
      const changed = stored.with(at, stored[at]! ^ 1);
      expect(() => decryptWith(key, 'signing key', changed)).toThrow('is not as it was written');
    }
  });

  it('is told from one that was stored as it is', () => {
    for (const plain of [secret, new Uint8Array(0), new Uint8Array(64), Buffer.from('wms1 and a little more')])
      expect(keyIdOf(plain)).toBeUndefined();
  });
});

describe('master keys', () => {
  it('are made at the first start, in a file that this user alone may read, and are there at the next', async () => {
    const made = new MasterKeys({ dataFolder }).first();
    const file = join(dataFolder, 'master-key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(new MasterKeys({ dataFolder }).first().id).toBe(made.id);
    expect(await readFile(file, 'utf8')).toContain(Buffer.from(made.key).toString('base64url'));
  });

  it('leave secrets as they are until one is in use', () => {
    const keys = new MasterKeys({ dataFolder, masterKeys: [key] });
    expect(Buffer.from(keys.encrypt('signing key', secret))).toEqual(secret);
    keys.use(key.id);
    const stored = keys.encrypt('signing key', secret);
    expect(keyIdOf(stored)).toBe(key.id);
    expect(Buffer.from(keys.decrypt('signing key', stored))).toEqual(secret);
    expect(Buffer.from(keys.decrypt('signing key', secret))).toEqual(secret);
  });

  it('are read from the file again when one is missing, so that a new one needs no restart', () => {
    const running = new MasterKeys({ dataFolder });
    const first = running.first();
    const made = new MasterKeys({ dataFolder }).add();
    expect(running.use(made.id).id).toBe(made.id);
    expect(running.has(first.id)).toBe(true);
  });

  it('say what to do when the one of the database is missing', async () => {
    expect(() => new MasterKeys({ dataFolder }).use(key.id)).toThrow(MissingMasterKey);
    expect(() => new MasterKeys({ dataFolder }).use(key.id)).toThrow(
      `The secrets in this database are encrypted with the master key ${key.id}, and there is none in ${dataFolder}/master-key. Take the file master-key from the data folder of a server that works, or from a backup, and put it there.`,
    );
    expect(() => new MasterKeys({ dataFolder, masterKeys: [other] }).use(key.id)).toThrow(
      'WAYMARK_MASTER_KEY holds another one',
    );
    await writeFile(join(dataFolder, 'master-key'), 'short\n');
    expect(() => new MasterKeys({ dataFolder })).toThrow('holds no master key: 32 bytes in base64');
  });

  it.each<[string, string, number | undefined]>([
    ['one', `${'A'.repeat(43)}=`, 1],
    ['two with a comma', `${'A'.repeat(43)}=,${'B'.repeat(42)}A`, 2],
    ['a line with a comment', `# what it is\n${'A'.repeat(43)}\n`, 1],
    ['nothing', '', 0],
    ['something shorter', 'A'.repeat(40), undefined],
    ['words', 'correct horse battery staple', undefined],
  ])('are written as %s', (_what, text, count) => {
    expect(parseMasterKeys(text)?.length).toBe(count);
  });
});
