import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

/** One line of a table: texts, numbers, and null for nothing. */
export type CsvRow = readonly (string | number | null)[];

/** A table to be written as it is read. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<CsvRow>;
}

/**
 * Writes a table as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it, and ends `output`. A text that a
 * spreadsheet would take for a formula gets a `'` in front (OWASP ASVS 1.2.10). Rows are read only as fast as `output` takes
 * them, and no more once it is closed; then, or when reading fails, the promise rejects.
 */
export function writeCsv({ header, rows }: CsvTable, output: Writable): Promise<void> {
  const text = stringify({
    header: true,
    columns: header.map((name) => ({ key: name, header: name })),
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // The writer would quote only the line end of its own choice, and what follows another one would begin a row.
    quoted_match: /[\r\n]/,
  });
  return pipeline(arrays(rows), text, output);
}

/** The writer takes no read-only arrays. */
async function* arrays(rows: CsvTable['rows']): AsyncGenerator<(string | number | null)[]> {
  for await (const row of rows) yield [...row];
}
