import { randomBytes } from 'node:crypto';
import type { Database } from '@waymark/prisma';

/** What cookies of sessions are signed with: made by the first server that asks, and the same for all. */
export async function signInSecret(database: Database): Promise<string> {
  const fresh = { secret: randomBytes(32) };
  await database.signInSecret.createMany({ data: fresh, skipDuplicates: true });
  const { secret } = await database.signInSecret.findUniqueOrThrow({ where: { only: true } });
  return Buffer.from(secret).toString('base64url');
}
