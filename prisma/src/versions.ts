import type pg from 'pg';

/** This program is too old for its database, and waiting does not help. */
export class OldProgramError extends Error {}

/**
 * Throws a sentence when the database needs a newer program than the one whose last migration is `last`. Being newer is no
 * reason by itself: each migration names the oldest program that can work with what it leaves.
 */
export async function assertNewEnough(client: pg.Client, last: string): Promise<void> {
  // Databases from before the first migration that said so.
  const found = await client.query(`SELECT to_regclass('oldest_program') AS it`);
  if (found.rows[0].it === null) return;
  const { rows } = await client.query<{ migration: string }>('SELECT migration FROM oldest_program');
  const oldest = rows[0]?.migration ?? '';
  if (last >= oldest) return;
  throw new OldProgramError(
    `A newer Waymark has upgraded this database, and this program is too old for it: it knows the migrations up to ${last || 'none'}, and the database needs one that knows ${oldest}. Start the newer version; nothing was changed.`,
  );
}
