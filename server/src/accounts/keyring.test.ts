import { createHash, randomBytes } from 'node:crypto';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formerScopes } from '../rpc/rights.data.ts';
import { createKeyring } from './keyring.ts';
import { createKey } from './keys.ts';

let fresh: FreshDatabase;
let accountId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  accountId = (await factories(fresh.database).account()).id;
});
afterAll(() => fresh.drop());

/** A key as it was made before there were scopes, by a statement that knows none. */
async function formerKey(kind: 'secret' | 'publishable'): Promise<string> {
  const key = `${kind === 'secret' ? 'wm_sec_' : 'wm_pub_'}${randomBytes(32).toString('base64url')}`;
  await fresh.database.$executeRaw`
    INSERT INTO key (id, account_id, kind, name, prefix, hash)
    VALUES (gen_random_uuid(), ${accountId}::uuid, ${kind}::key_kind, 'Old', ${key.slice(0, 11)}, ${createHash('sha256').update(key).digest()})`;
  return key;
}

const newKey = (kind: 'secret' | 'publishable' = 'secret') =>
  createKey(fresh.database, { accountId, kind, name: 'Newsletter server' });

describe('a key', () => {
  it('shows by its prefix what it is, and is never stored', async () => {
    const key = await newKey('publishable');
    expect(key).toMatch(/^wm_pk_[\w-]{43}$/);
    const rows = await fresh.database.key.findMany({ where: { accountId } });
    expect(rows.map(({ prefix }) => prefix)).toContain(key.slice(0, 10));
    const stored = rows.flatMap((row) =>
      [row.name, row.prefix, row.hash].map((value) => Buffer.from(value).toString('latin1')),
    );
    expect(stored.join(' ')).not.toContain(key.slice(10));
  });

  it('of a member identifies the account and the member', async () => {
    const { member, key } = await factories(fresh.database).memberWithKey(accountId, 'viewer');
    expect(await createKeyring(fresh.database).callerOf(key)).toEqual({
      accountId,
      keyKind: 'member',
      member: { id: member.id, name: member.name, role: 'viewer' },
    });
  });

  it('of a program identifies only the account', async () => {
    expect(await createKeyring(fresh.database).callerOf(await newKey())).toEqual({
      accountId,
      keyKind: 'secret',
      member: null,
      key: { id: expect.any(String), scopes: formerScopes, projectId: null, origins: [], former: false },
    });
  });

  it.each([
    ['', 'nothing'],
    ['letmein', 'a word'],
    [`wm_adm_${'a'.repeat(43)}`, 'a kind that is not there'],
    [`wm_sk_${'a'.repeat(42)}`, 'a key cut short'],
    [`wm_sk_${'a'.repeat(44)}`, 'a key with a character too many'],
    [`wm_sk_${'a'.repeat(42)}=`, 'a key with another alphabet'],
    [`wm_sk_${'a'.repeat(43)}\n`, 'a key with a line break'],
  ])('is not %j, %s', async (text) => {
    expect(await createKeyring(fresh.database).callerOf(text)).toBeUndefined();
  });

  it.each(['secret', 'publishable'] as const)(
    'that is %s and has an old prefix keeps the rights it had',
    async (kind) => {
      const caller = await createKeyring(fresh.database).callerOf(await formerKey(kind));
      const scopes = kind === 'secret' ? formerScopes : [];
      expect(caller?.key).toMatchObject({ scopes, projectId: null, origins: [], former: true });
    },
  );

  it('that was never issued is unknown', async () => {
    expect(await createKeyring(fresh.database).callerOf(`wm_sk_${'a'.repeat(43)}`)).toBeUndefined();
  });

  it('with one character changed is unknown', async () => {
    const key = await newKey();
    const altered = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
    expect(await createKeyring(fresh.database).callerOf(altered)).toBeUndefined();
  });

  it('that is revoked stops working within 30 seconds, wherever it was cached', async () => {
    let now = 1_000_000;
    const keyring = createKeyring(fresh.database, () => now);
    const key = await newKey();
    expect(await keyring.callerOf(key)).toBeDefined();
    await fresh.database.key.updateMany({ where: { accountId, kind: 'secret' }, data: { revokedAt: new Date() } });
    now += 29_999;
    expect(await keyring.callerOf(key)).toBeDefined();
    now += 1;
    expect(await keyring.callerOf(key)).toBeUndefined();
    expect(await createKeyring(fresh.database).callerOf(key)).toBeUndefined();
  });
});

describe('a right that is taken away, and a date that passes', () => {
  it('are gone within 30 seconds, wherever the key was cached', async () => {
    let now = 1_000_000;
    const keyring = createKeyring(fresh.database, () => now);
    const key = await newKey();
    const id = (await keyring.callerOf(key))?.key?.id ?? '';
    await fresh.database.key.update({ where: { id }, data: { scopes: ['reports:read', 'of a later version'] } });
    expect((await keyring.callerOf(key))?.key?.scopes).toEqual(formerScopes);
    now += 30_000;
    expect((await keyring.callerOf(key))?.key?.scopes).toEqual(['reports:read']);
    await fresh.database.key.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    now += 30_000;
    await expect(keyring.callerOf(key)).rejects.toMatchObject({ code: 'expired_key' });
  });

  it('ends the cache with the key, not half a minute later', async () => {
    let now = 1_000_000;
    const keyring = createKeyring(fresh.database, () => now);
    const key = await newKey();
    await fresh.database.key.updateMany({
      where: { accountId, prefix: key.slice(0, 10) },
      data: { expiresAt: new Date(Date.now() + 5000) },
    });
    expect(await keyring.callerOf(key)).toBeDefined();
    await fresh.database.key.updateMany({
      where: { accountId, prefix: key.slice(0, 10) },
      data: { revokedAt: new Date() },
    });
    now += 5001;
    expect(await keyring.callerOf(key)).toBeUndefined();
  });
});

describe('the last use of a key', () => {
  it('is stored without being waited for, at most once a minute', async () => {
    let now = 1_000_000;
    const keyring = createKeyring(fresh.database, () => now);
    const key = await newKey();
    const prefix = key.slice(0, 10);
    const used = async () => (await fresh.database.key.findFirstOrThrow({ where: { accountId, prefix } })).lastUsedAt;
    expect(await used()).toBeNull();
    await keyring.callerOf(key);
    await expect.poll(used).not.toBeNull();
    const first = await used();
    for (let request = 0; request < 100; request++) await keyring.callerOf(key);
    now += 30_000;
    await keyring.callerOf(key);
    expect(await used()).toEqual(first);
    await fresh.database.key.updateMany({
      where: { accountId, prefix },
      data: { lastUsedAt: new Date(Date.now() - 60_001) },
    });
    now += 30_000;
    await keyring.callerOf(key);
    await expect.poll(async () => Date.now() - (await used())!.getTime()).toBeLessThan(60_000);
  });
});

describe('wrong keys', () => {
  const wrong = () => `wm_sk_${randomBytes(32).toString('base64url')}`;

  it('of one address are refused without a look-up after 20, and those of others are looked up', async () => {
    let now = 1_000_000;
    const keyring = createKeyring(fresh.database, () => now);
    const key = await newKey();
    expect(await keyring.callerOf(key, '2001:db8::1')).toBeDefined();
    for (let one = 0; one < 20; one++) expect(await keyring.callerOf(wrong(), `2001:db8::${one + 2}`)).toBeUndefined();
    await expect(keyring.callerOf(wrong(), '2001:db8::ffff')).rejects.toMatchObject({
      code: 'too_many_wrong_keys',
      retryAfter: 3,
    });
    expect(await keyring.callerOf(wrong(), '2001:db8:0:1::2')).toBeUndefined();
    // A key that was right goes on working there, also when it has to be looked up again.
    now += 30_000;
    for (let one = 0; one < 10; one++) await keyring.callerOf(wrong(), '2001:db8::1');
    await expect(keyring.callerOf(wrong(), '2001:db8::1')).rejects.toMatchObject({ code: 'too_many_wrong_keys' });
    expect(await keyring.callerOf(key, '2001:db8::1')).toBeDefined();
  });

  it('that are sent again and again count once', async () => {
    const keyring = createKeyring(fresh.database, () => 1_000_000);
    const revoked = wrong();
    for (let request = 0; request < 100; request++)
      expect(await keyring.callerOf(revoked, '192.0.2.1')).toBeUndefined();
    expect(await keyring.callerOf(await newKey(), '192.0.2.1')).toBeDefined();
  });
});

describe('a clock that is set back', () => {
  it('does not keep a revoked key working', async () => {
    const key = await newKey();
    const keyring = createKeyring(fresh.database);
    expect(await keyring.callerOf(key)).toBeDefined();
    await fresh.database.key.updateMany({ where: { accountId }, data: { revokedAt: new Date() } });
    const began = performance.now();
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() - 86_400_000 });
    try {
      vi.advanceTimersByTime(30_000 + began);
      expect(await keyring.callerOf(key)).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});
