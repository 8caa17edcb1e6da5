import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { CsvRow, CsvTable } from '../export/csv.ts';
import type { MomentCursor } from '../rpc/pages.ts';
import { type EntryFilter, listEntries, toEntryView } from './list.ts';

const pageSize = 500;

/** The audit log of an account as a table, newest first; titles in the reader's language. */
export function exportEntries(
  database: Database,
  accountId: string,
  filter: EntryFilter,
  language: Language,
): CsvTable {
  async function* rows(): AsyncGenerator<CsvRow> {
    for (let cursor: MomentCursor | undefined; ; ) {
      const entries = await listEntries(database, accountId, filter, { cursor, limit: pageSize });
      for (const entry of entries) {
        const { at, actor, address, action, title, subject, before, after } = toEntryView(entry, language);
        yield [at, actor.kind, actor.id, actor.name, address, action, title, subject, written(before), written(after)];
      }
      const last = entries.at(-1);
      if (entries.length < pageSize || last === undefined) return;
      cursor = [last.at.toISOString(), last.id];
    }
  }
  const header = ['time', 'actor', 'actor id', 'name', 'address', 'action', 'title', 'subject', 'before', 'after'];
  return { header, rows: rows() };
}

function written(state: object | null): string | null {
  return state && JSON.stringify(state);
}
