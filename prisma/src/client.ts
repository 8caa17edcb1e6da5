import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../generated/client.ts';

export type * from '../generated/client.ts';
export { Prisma };

/** The typed client; every feature's store takes one. */
export type Database = PrismaClient;

/** What stores need inside a transaction and outside of one. */
export type DatabaseOrTransaction = Database | Prisma.TransactionClient;

/** Opens a pool of at most `connections` to a PostgreSQL server. Connects at the first query. */
export function openDatabase(url: string, { connections = 10 }: { connections?: number } = {}): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
}
