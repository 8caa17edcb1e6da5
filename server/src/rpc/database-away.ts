import type { Prisma } from '@waymark/prisma';

const away = /^08|^53|^57P|^55000|^ECONN|^ETIMEDOUT|^EPIPE/;
/** What the driver says about connections without giving a code. */
const broken = /Connection terminated|timeout exceeded when trying to connect|has encountered a connection error/;

/**
 * Whether a query failed because the database was unreachable, so that retrying later may help: judged by Prisma's code
 * (P1…, a full pool, a transaction that could not begin or end in time), PostgreSQL's (classes 08, 53 and 57P, and a database that accepts no connections), or the
 * system's.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!isKnownRequestError(error)) {
    const code = 'code' in error ? String(error.code) : '';
    return away.test(code) || broken.test(error.message) || isDatabaseAway(error.cause);
  }
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { originalCode?: string; code?: string } };
  return (
    /^P1|^P20[24][48]/.test(error.code) ||
    away.test(cause?.originalCode ?? cause?.code ?? '') ||
    broken.test(error.message)
  );
}

/** By its name: the class would load the whole client, also in threads that have no database. */
function isKnownRequestError(error: Error): error is Prisma.PrismaClientKnownRequestError {
  return error.name === 'PrismaClientKnownRequestError';
}
