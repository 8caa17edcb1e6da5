import pg from 'pg';

const connections = new WeakMap<pg.Pool, Set<pg.Client>>();

/** Opens a pool of at most `max` connections to a PostgreSQL server. Connects at the first query. */
export function openPool(url: string, max: number): pg.Pool {
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
  connections.set(pool, open);
  return pool;
}

/**
 * Breaks every connection, with what is under way on it: behind one that hangs, work would wait for as long as the system
 * believes in it, and long after the server is back.
 */
export function breakPool(pool: pg.Pool): void {
  const broken = Object.assign(new Error('The database does not answer.'), {
    code: 'ECONNRESET',
    errno: -104,
    syscall: 'read',
  });
  for (const client of connections.get(pool) ?? []) client.connection.stream.destroy(broken);
}

/**
 * Runs statements in one transaction, for bulk work that is too slow with the typed client. Rejects with the driver's
 * errors, whose `code` is PostgreSQL's, after rolling back.
 */
export async function inFastTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
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
