import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '../generated/client.ts';

export type * from '../generated/client.ts';
export { Prisma };

/** The typed client; the store of every feature takes one. */
export type Database = PrismaClient;

/** What stores need, inside or outside of a transaction. */
export type DatabaseOrTransaction = Database | Prisma.TransactionClient;

const pools = new WeakMap<Database, pg.Pool>();
const connections = new WeakMap<Database, Set<pg.Client>>();

/** Opens a pool of at most `connections` to a PostgreSQL server. Connects at the first query. */
export function openDatabase(url: string, { connections: max = 10 }: { connections?: number } = {}): Database {
  const open = new Set<pg.Client>();
  class PooledClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      open.add(this);
      this.once('end', () => open.delete(this));
    }
  }
  const pool = new pg.Pool({ connectionString: url, max, Client: PooledClient });
  // A connection that breaks while idle is replaced by the next query.
  pool.on('error', () => undefined);
  const database = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  pools.set(database, pool);
  connections.set(database, open);
  return database;
}

/**
 * Breaks every connection, with what is under way on it: behind one that hangs, work would wait for as long as the system
 * believes in it, and long after the server is back.
 */
export function breakConnections(database: Database): void {
  const broken = Object.assign(new Error('The database does not answer.'), {
    code: 'ECONNRESET',
    errno: -104,
    syscall: 'read',
  });
  for (const client of connections.get(database) ?? []) client.connection.stream.destroy(broken);
}

/**
 * Runs statements in one transaction on a connection of the same pool, for bulk work that is too slow with the typed
 * client. Rejects with the driver's errors, whose `code` is PostgreSQL's, after rolling back.
 */
export async function inFastTransaction(database: Database, work: (client: pg.PoolClient) => Promise<void>) {
  const pool = pools.get(database);
  if (pool === undefined) throw new TypeError('This database was not opened by openDatabase.');
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements fails the next one.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}
