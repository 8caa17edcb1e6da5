import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Prisma, PrismaClient } from '../generated/client.ts';
import { breakPool, openPool } from './pool.ts';

export type * from '../generated/client.ts';
export { Prisma };

/** The typed client; the store of every feature takes one. */
export type Database = PrismaClient;

/** What stores need, inside or outside of a transaction. */
export type DatabaseOrTransaction = Database | Prisma.TransactionClient;

const pools = new WeakMap<Database, pg.Pool>();

/** Opens a pool of at most `connections` to a PostgreSQL server. Connects at the first query. */
export function openDatabase(url: string, { connections = 10 }: { connections?: number } = {}): Database {
  const pool = openPool(url, connections);
  const database = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  pools.set(database, pool);
  return database;
}

/** The pool behind the typed client, for statements that are its own matter. */
export function poolOf(database: Database): pg.Pool {
  const pool = pools.get(database);
  if (pool === undefined) throw new TypeError('This database was not opened by openDatabase.');
  return pool;
}

/** Breaks every connection, with what is under way on it: see breakPool. */
export function breakConnections(database: Database): void {
  breakPool(poolOf(database));
}
