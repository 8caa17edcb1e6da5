import type { Query } from '../feed/read-entities.ts';

/** A table with the columns that hold what was stored. */
export interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Every table of ours, each after those that it refers to. Partitions come with their table, and what records migrations is
 * made by migrating.
 */
export async function tablesOf(query: Query): Promise<BackedUpTable[]> {
  const rows = await query(
    `SELECT relname::text AS name,
       (SELECT json_agg(attname ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       (SELECT json_agg(confrelid::regclass::text) FROM pg_constraint
        WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid) AS needs
     FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname <> '_prisma_migrations'
     ORDER BY relname`,
    [],
  );
  const sorted: BackedUpTable[] = [];
  const left = rows.map(({ name, columns, needs }) => ({
    name: String(name),
    columns: columns as string[],
    needs: ((needs ?? []) as string[]).map((table) => table.replaceAll('"', '')),
  }));
  while (left.length > 0) {
    const index = left.findIndex(({ needs }) => needs.every((table) => sorted.some(({ name }) => name === table)));
    const [next] = left.splice(Math.max(index, 0), 1);
    if (next) sorted.push({ name: next.name, columns: next.columns });
  }
  return sorted;
}

/** A name as SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Table and columns as COPY names them. */
export function columnsIn({ columns }: BackedUpTable): string {
  return columns.map(quoted).join(', ');
}
