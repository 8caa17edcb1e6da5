import type { Prisma } from '@waymark/prisma';

const lock = 'waymark storing events';

/** Until the end of this transaction, which stores events, nobody holds storing. Batches do not wait for each other. */
export const beginStoring = `SELECT pg_advisory_xact_lock_shared(hashtextextended('${lock}', 0))`;

/** Waits for the batches under way, and keeps others from beginning until the end of this transaction. */
export async function holdStoring(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
}
