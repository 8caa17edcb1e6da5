import type { DatabaseSync } from 'node:sqlite';
import type { EntityKind } from './entities.ts';

/** The columns of a table as replica-tables.ts defines them. */
export type ReplicaRow = Readonly<Record<string, string | number | null>>;

/**
 * Everything of one kind in a copy of the links that comes after an id and up to another one, in pages. Rows are as they
 * are stored, and links have the `click_domain` of their mailing: this serves to give them back to a database that has
 * lost them.
 */
export function* pagesOf(
  copy: DatabaseSync,
  kind: EntityKind,
  { after, to, size }: { after: string | number; to?: number; size: number },
): Generator<readonly ReplicaRow[]> {
  const columns =
    kind === 'link' ? `*, (SELECT click_domain FROM mailing WHERE id = link.mailing) AS click_domain` : '*';
  const rows = copy.prepare(
    `SELECT ${columns} FROM ${kind} WHERE id > ?${to === undefined ? '' : ' AND id <= ?'} ORDER BY id LIMIT ${size}`,
  );
  for (let from = after; ; ) {
    const page = rows.all(from, ...(to === undefined ? [] : [to])) as ReplicaRow[];
    if (page.length > 0) yield page;
    const last = page.at(-1)?.id;
    if (page.length < size || last === null || last === undefined) return;
    from = last;
  }
}

/** The account that a domain belongs to, by the mailings that were sent on it; undefined when there are none. */
export function accountOfDomain(copy: DatabaseSync, domainId: string): string | undefined {
  const row = copy
    .prepare(
      `SELECT project.account FROM mailing JOIN project ON project.id = mailing.project
       WHERE mailing.click_domain = ?1 OR mailing.open_domain = ?1 LIMIT 1`,
    )
    .get(domainId);
  return row === undefined ? undefined : String(row.account);
}
