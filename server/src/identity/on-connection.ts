import pg from 'pg';
import type { Query } from '../feed/read-entities.ts';

const connectTimeoutMs = 10_000;

/** Lets `work` query a database over a connection of its own. Closing it rolls an unfinished transaction back. */
export async function onConnection<Result>(url: string, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  // A broken connection fails the current query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(async (sql, parameters) => (await client.query(sql, [...parameters])).rows);
  } finally {
    await client.end().catch(() => undefined);
  }
}
