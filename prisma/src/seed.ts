import { createHash, randomBytes } from 'node:crypto';
import type { Database } from './client.ts';

export interface DemoAccount {
  readonly accountId: string;
  /** A member's key, shown only here: the database keeps its SHA-256. */
  readonly key: string;
}

/** The same in every installation, so that seeding again finds the existing account. */
const accountId = '0199b0de-0000-7000-8000-000000000001';
const memberId = '0199b0de-0000-7000-8000-000000000002';
const keyName = 'Demo';

/**
 * The account “Waymark demo” with one owner and a fresh key; the keys of earlier runs stop working.
 * Takes the value of NODE_ENV and throws when it is production: a production system must not get an account nobody asked for.
 */
export async function seedDemo(database: Database, nodeEnv: string | undefined): Promise<DemoAccount> {
  if (nodeEnv === 'production')
    throw new Error(
      'The demo account is not made where NODE_ENV is production. Run the demo on a try-out installation.',
    );
  const key = `wm_mem_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest();
  const owned = { accountId, memberId, kind: 'member' as const, name: keyName };
  await database.$transaction([
    database.account.upsert({ where: { id: accountId }, create: { id: accountId, name: 'Waymark demo' }, update: {} }),
    database.member.upsert({
      where: { id: memberId },
      create: { id: memberId, accountId, name: 'Demo', role: 'owner' },
      update: {},
    }),
    database.key.updateMany({ where: { ...owned, revokedAt: null }, data: { revokedAt: new Date() } }),
    database.key.create({ data: { ...owned, prefix: key.slice(0, 11), hash } }),
  ]);
  return { accountId, key };
}
