import type { Database } from '@waymark/prisma';

/** The job that deletes sessions, links and attempts that are over. */
export async function pruneSignIn(database: Database, now: Date): Promise<void> {
  await database.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await database.verification.deleteMany({ where: { expiresAt: { lt: now } } });
  await database.deviceCode.deleteMany({ where: { expiresAt: { lt: now } } });
  await database.invitation.deleteMany({ where: { expiresAt: { lt: now } } });
  await database.signInAttempt.deleteMany({ where: { expire: { lt: now } } });
  // Whoever is a member of nothing any more.
  await database.person.deleteMany({ where: { members: { none: {} }, createdAt: { lt: dayBefore(now) } } });
}

/** Somebody who is just about to become a member is none yet. */
function dayBefore(now: Date): Date {
  return new Date(now.getTime() - 24 * 3_600_000);
}
