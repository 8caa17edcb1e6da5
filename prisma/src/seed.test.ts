import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from './seed.ts';
import { type FreshDatabase, freshDatabase } from './testing.ts';

describe('the demo account', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  const keyRow = (key: string) =>
    fresh.database.key.findUnique({
      where: { hash: createHash('sha256').update(key).digest() },
      include: { member: true },
    });

  it('is refused in production, and nothing is created', async () => {
    await expect(seedDemo(fresh.database, 'production')).rejects.toThrow('NODE_ENV is production');
    expect(await fresh.database.account.count()).toBe(0);
  });

  it('has an owner whose key works, and stays one account when seeded again, with a new key', async () => {
    const first = await seedDemo(fresh.database, undefined);
    expect(await keyRow(first.key)).toMatchObject({ kind: 'member', revokedAt: null, member: { role: 'owner' } });
    const second = await seedDemo(fresh.database, 'development');
    expect(second.accountId).toBe(first.accountId);
    expect(await keyRow(second.key)).toMatchObject({ revokedAt: null });
    expect(await keyRow(first.key)).toMatchObject({ revokedAt: expect.any(Date) });
    expect(await fresh.database.account.count()).toBe(1);
    expect(await fresh.database.member.count()).toBe(1);
  });
});
