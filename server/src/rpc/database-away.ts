import { Prisma } from '@waymark/prisma';

/**
 * Whether a query failed because the database was unreachable, so that retrying later may help: judged by Prisma's code
 * (P1… and a full pool), PostgreSQL's (classes 08, 53 and 57P, and a database that accepts no connections), or the
 * system's.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { originalCode?: string; code?: string } };
  return /^P1|^P2024/.test(error.code) || /^08|^53|^57P|^55000|^ECONN/.test(cause?.originalCode ?? cause?.code ?? '');
}
