import { randomUUID } from 'node:crypto';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNewestKeys } from './newest-keys.ts';

let fresh: FreshDatabase;
let accountId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  accountId = (await factories(fresh.database).account()).id;
});
afterAll(() => fresh.drop());

async function addDomain(...keys: { keyId: number; createdAt: string; retiredAt?: string }[]): Promise<string> {
  const domainId = (await factories(fresh.database).domain(accountId)).domain.id;
  await fresh.database.signingKey.deleteMany({ where: { domainId } });
  const secret = (keyId: number) => new Uint8Array(32).fill(keyId);
  await fresh.database.signingKey.createMany({
    data: keys.map((key) => ({ ...key, domainId, accountId, secret: secret(key.keyId) })),
  });
  return domainId;
}

describe('the newest key of a domain', () => {
  it('is the last one not retired, for each of many domains queried at once', async () => {
    const keyOf = createNewestKeys(fresh.database);
    const one = await addDomain({ keyId: 1, createdAt: '2026-01-01T00:00:00Z' });
    const rotated = await addDomain(
      { keyId: 3, createdAt: '2026-03-01T00:00:00Z', retiredAt: '2026-03-02T00:00:00Z' },
      { keyId: 1, createdAt: '2026-01-01T00:00:00Z' },
      { keyId: 2, createdAt: '2026-02-01T00:00:00Z' },
    );
    const asked = [one, rotated, one, randomUUID(), rotated];
    const found = await Promise.all(asked.map(keyOf));
    expect(found.map((key) => key?.keyId)).toEqual([1, 2, 1, undefined, 2]);
    expect([...found[1]!.secret]).toEqual(Array(32).fill(2));
  });

  it('cannot be read while the database is away, and can be again afterwards', async () => {
    let away = true;
    const findMany = () => Promise.reject(new Error('away'));
    const sometimes = new Proxy(fresh.database, {
      get: (target, name) => (away && name === 'signingKey' ? { findMany } : Reflect.get(target, name)),
    });
    const keyOf = createNewestKeys(sometimes);
    const id = await addDomain({ keyId: 7, createdAt: '2026-01-01T00:00:00Z' });
    await expect(keyOf(id)).rejects.toThrow('away');
    away = false;
    expect(await keyOf(id)).toMatchObject({ keyId: 7 });
  });
});
