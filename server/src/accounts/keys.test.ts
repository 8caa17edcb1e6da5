import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formerScopes } from '../rpc/rights.data.ts';
import { createKey, createKeyring } from './keys.ts';

let fresh: FreshDatabase;
let accountId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  accountId = (await factories(fresh.database).account()).id;
});
afterAll(() => fresh.drop());

const newKey = (kind: 'secret' | 'publishable' = 'secret') =>
  createKey(fresh.database, { accountId, kind, name: 'Newsletter server' });

describe('a key', () => {
  it('shows by its prefix what it is, and is never stored', async () => {
    const key = await newKey('publishable');
    expect(key).toMatch(/^wm_pub_[\w-]{43}$/);
    const rows = await fresh.database.key.findMany({ where: { accountId } });
    expect(rows.map(({ prefix }) => prefix)).toContain(key.slice(0, 11));
    const stored = rows.flatMap((row) =>
      [row.name, row.prefix, row.hash].map((value) => Buffer.from(value).toString('latin1')),
    );
    expect(stored.join(' ')).not.toContain(key.slice(11));
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
      key: { id: expect.any(String), scopes: formerScopes },
    });
  });

  it.each([
    ['', 'nothing'],
    ['letmein', 'a word'],
    [`wm_adm_${'a'.repeat(43)}`, 'a kind that is not there'],
    [`wm_sec_${'a'.repeat(42)}`, 'a key cut short'],
    [`wm_sec_${'a'.repeat(44)}`, 'a key with a character too many'],
    [`wm_sec_${'a'.repeat(42)}=`, 'a key with another alphabet'],
    [`wm_sec_${'a'.repeat(43)}\n`, 'a key with a line break'],
  ])('is not %j, %s', async (text) => {
    expect(await createKeyring(fresh.database).callerOf(text)).toBeUndefined();
  });

  it('that was never issued is unknown', async () => {
    expect(await createKeyring(fresh.database).callerOf(`wm_sec_${'a'.repeat(43)}`)).toBeUndefined();
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
