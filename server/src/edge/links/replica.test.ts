import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { needs } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailingEntities, temporaryFolder } from '../edge.testing.ts';
import type { Entity } from './entities.ts';
import { Replica } from './replica.ts';

let folder: string;
let path: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  path = join(folder, 'replica', 'links.sqlite');
});
afterEach(() => remove());

const link = (id: number): Entity => ({ kind: 'link', id, mailingId: 3, url: `https://brand.com/${id}` });

function filled(): Replica {
  const replica = new Replica(path);
  replica.write([...mailingEntities(3, 'd1'), link(7)], 'as far as here');
  return replica;
}

describe('a replica', () => {
  it('has everything after it was reopened, including its progress', () => {
    filled().close();
    const replica = new Replica(path);
    expect(replica.link(7)).toEqual({ mailingId: 3, url: 'https://brand.com/7' });
    expect(replica.mailing(3)).toMatchObject({ clickDomainId: 'd1', accountId: 'account', hasOptOuts: false });
    expect(replica.progress).toBe('as far as here');
    replica.close();
  });

  it('that was written when mailings were called messages has the same contents', async () => {
    await mkdir(join(path, '..'));
    const before = new DatabaseSync(path);
    before.exec(`
      CREATE TABLE domain (id TEXT PRIMARY KEY, host TEXT NOT NULL UNIQUE, certificate INTEGER NOT NULL, keys TEXT NOT NULL) WITHOUT ROWID, STRICT;
      CREATE TABLE project (id TEXT PRIMARY KEY, account TEXT NOT NULL, ip_mode TEXT NOT NULL, referrer_policy TEXT NOT NULL) WITHOUT ROWID, STRICT;
      CREATE TABLE message (id INTEGER PRIMARY KEY, project TEXT NOT NULL, click_domain TEXT, open_domain TEXT) STRICT;
      CREATE TABLE link (id INTEGER PRIMARY KEY, message INTEGER NOT NULL, destination TEXT NOT NULL) STRICT;
      CREATE INDEX link_message ON link (message);
      CREATE TABLE withdrawal (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
      CREATE TABLE progress (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
      PRAGMA user_version = 1;
      INSERT INTO domain VALUES ('d1', 'click.brand.com', 1, '[[1,"AAEC"]]');
      INSERT INTO project VALUES ('p1', 'account', 'truncated', 'no-referrer');
      INSERT INTO message VALUES (3, 'p1', 'd1', NULL);
      INSERT INTO link VALUES (7, 3, 'https://brand.com/7');
      INSERT INTO withdrawal VALUES ('account 4711');
      INSERT INTO progress VALUES (1, 'as far as here');`);
    before.close();
    const damaged: unknown[] = [];
    for (let opened = 0; opened < 2; opened++) {
      const replica = new Replica(path, (error) => damaged.push(error));
      expect(replica.domain('click.brand.com')).toMatchObject({ domainId: 'd1', certificate: true });
      expect(replica.link(7)).toEqual({ mailingId: 3, url: 'https://brand.com/7' });
      expect(replica.mailing(3)).toMatchObject({ clickDomainId: 'd1', openDomainId: null, hasOptOuts: true });
      expect(replica.optedOut('account', '4711')).toBe(true);
      expect(replica.progress).toBe('as far as here');
      replica.write([{ kind: 'gone', of: 'mailing', id: 4 }]);
      replica.close();
    }
    expect(damaged).toEqual([]);
  });

  it.each([
    ['of the version before', 3, '', null, { reading: { kind: 'domain', after: null, only: true }, again: true }],
    [
      'that was incomplete',
      3,
      '',
      { kind: 'link', after: '5' },
      { reading: { kind: 'domain', after: null }, again: false },
    ],
    [
      'of the version before that',
      2,
      'DROP TABLE own_connection;',
      null,
      { reading: { kind: 'domain', after: null }, again: true },
    ],
  ])('%s has the same contents, and reads what that version passed over', (_what, version, drop, reading, progress) => {
    filled().close();
    const before = new DatabaseSync(path);
    const snapshot = { snapshot: '1:1:', reading, again: false };
    before.exec(`
      ALTER TABLE domain DROP COLUMN apps;
      INSERT INTO domain VALUES ('d1', 'click.brand.com', 1, '[[1,"AAEC"]]');
      ${drop}
      INSERT OR REPLACE INTO progress VALUES (1, '${JSON.stringify(snapshot)}');
      PRAGMA user_version = ${version};`);
    before.close();
    const replica = new Replica(path);
    expect(replica.mailing(3)).toMatchObject({ accountId: 'account', ownConnections: [] });
    expect(replica.domain('click.brand.com')).toMatchObject({ domainId: 'd1' });
    expect(replica.apps('click.brand.com')).toEqual([]);
    expect(JSON.parse(replica.progress ?? '')).toEqual({ snapshot: '1:1:', ...progress });
    replica.close();
  });

  it('is not readable by other users, because it contains signing keys', needs('file modes'), async () => {
    filled().close();
    expect((await stat(join(path, '..'))).mode & 0o077).toBe(0);
  });

  it('applies a write completely or not at all', () => {
    const replica = filled();
    const unfit = { ...link(9), url: null } as unknown as Entity;
    expect(() => replica.write([link(8), unfit], 'further')).toThrow('NOT NULL');
    expect([replica.link(8), replica.progress]).toEqual([undefined, 'as far as here']);
    replica.close();
  });

  it('inserts missing entities without overwriting what the feed delivered', () => {
    const replica = filled();
    replica.insertMissing([{ ...link(7), url: 'https://old.example/' } as Entity, link(8)]);
    expect([replica.link(7)?.url, replica.link(8)?.url]).toEqual(['https://brand.com/7', 'https://brand.com/8']);
    replica.close();
  });

  it('belongs to one process, and is not discarded by a second one', () => {
    const replica = filled();
    expect(() => new Replica(path)).toThrow(`Another Waymark server uses ${path}.`);
    expect(replica.link(7)).toBeDefined();
    replica.close();
  });

  it('that is garbage, truncated or of another version is recreated, and reports damage', async () => {
    filled().close();
    const whole = await readFile(path);
    const errors: unknown[] = [];
    for (const damage of [
      () => writeFile(path, Buffer.alloc(9000, 7)),
      () => truncate(path, whole.length / 2),
      () => {
        const other = new DatabaseSync(path);
        other.exec('PRAGMA user_version = 77');
        other.close();
      },
    ]) {
      await writeFile(path, whole);
      await damage();
      const replica = new Replica(path, (error) => errors.push(error));
      expect([replica.link(7), replica.progress]).toEqual([undefined, undefined]);
      replica.write([link(8)], 'anew');
      expect([replica.link(8) !== undefined, replica.progress]).toEqual([true, 'anew']);
      replica.close();
    }
    expect(errors.length).toBeGreaterThan(0);
  });

  it('that turns out to be damaged while in use is recreated', async () => {
    const replica = new Replica(path);
    replica.write(
      Array.from({ length: 5000 }, (_, id) => link(id)),
      'full',
    );
    replica.close();
    const bytes = await readFile(path);
    bytes.fill(7, 3 * 4096);
    await writeFile(path, bytes);
    const errors: unknown[] = [];
    const damaged = new Replica(path, (error) => errors.push(error));
    for (let id = 0; id < 5000; id++) damaged.link(id);
    expect([damaged.progress, errors.length]).toEqual([undefined, 1]);
    damaged.write([link(1)], 'anew');
    expect(damaged.link(1)).toBeDefined();
    damaged.close();
  });
});
