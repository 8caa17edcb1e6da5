import type { Prisma } from '@waymark/prisma';

const lock = 'waymark storing events';

/**
 * Takes a shared lock until the end of this transaction, which stores events, and says in which epoch the database is.
 * Batches do not block each other.
 */
export const beginStoring = `SELECT pg_advisory_xact_lock_shared(hashtextextended('${lock}', 0)),
  (SELECT id::text FROM epoch ORDER BY number DESC LIMIT 1) AS epoch`;

/** Waits for running batches, and keeps others from starting until the end of this transaction. */
export async function holdStoring(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
}
