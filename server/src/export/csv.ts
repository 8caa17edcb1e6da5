import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

/** One row: texts, numbers, and null for an empty field. */
export type CsvRow = readonly (string | number | null)[];

/** A table that is written while it is being read. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<CsvRow>;
}

/**
 * Writes a table as CSV (RFC 4180), in UTF-8 with the byte order mark that spreadsheets need, and ends `output`. A text
 * that a spreadsheet would take for a formula is prefixed with `'` (OWASP ASVS 1.2.10). Rows are read only as fast as
 * `output` takes them, and not after it is closed; then, or when reading fails, the promise rejects.
 */
export function writeCsv({ header, rows }: CsvTable, output: Writable): Promise<void> {
  const text = stringify({
    header: true,
    columns: header.map((name) => ({ key: name, header: name })),
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // The library quotes only its own separator and line ending. A program that expects another one would end the field
    // there, and take what follows for a field or a row of its own, which may be a formula.
    quoted_match: /[;,\t|\r\n]/,
  });
  return pipeline(arrays(rows), text, output);
}

/** The library's types accept no read-only arrays. */
async function* arrays(rows: CsvTable['rows']): AsyncGenerator<(string | number | null)[]> {
  for await (const row of rows) yield [...row];
}
