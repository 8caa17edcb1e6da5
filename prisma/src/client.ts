import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Prisma, PrismaClient } from '../generated/client.ts';
import { type ColumnCipher, withEncryptedColumns } from './encrypted-columns.ts';
import { breakPool, openPool } from './pool.ts';

export type * from '../generated/client.ts';
export { Prisma };

/** The typed client; the store of every feature takes one. */
export type Database = PrismaClient;

/** What stores need, inside or outside of a transaction. */
export type DatabaseOrTransaction = Database | Prisma.TransactionClient;

const pools = new WeakMap<Database, pg.Pool>();

export interface DatabaseOptions {
  readonly connections?: number;
  /** What encrypts secrets; without it they are read and written as they are in the tables. */
  readonly secrets?: ColumnCipher | undefined;
}

/** Opens a pool of at most `connections` to a PostgreSQL server. Connects at the first query. */
export function openDatabase(url: string, { connections = 10, secrets }: DatabaseOptions = {}): Database {
  const pool = openPool(url, connections);
  const plain = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  const database = secrets === undefined ? plain : withEncryptedColumns(plain, secrets);
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
