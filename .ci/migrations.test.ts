import { describe, expect, it } from 'vitest';
import { files, read } from './tree.ts';

/** The first one that says which programs suit it; CONTRIBUTING.md has the rule. */
const first = '20261130020000_oldest_program';

const mark = (oldest: string) => `UPDATE "oldest_program" SET "migration" = greatest("migration", '${oldest}');`;

/** What makes a program fail that still uses what was there before. */
const narrowing: readonly RegExp[] = [
  /\bDROP (?:TABLE|COLUMN|TYPE|VIEW|FUNCTION|SEQUENCE|DEFAULT)\b/i,
  /\bRENAME\b/i,
  /\bSET NOT NULL\b/i,
  /\bALTER COLUMN \S+ (?:SET DATA )?TYPE\b/i,
  /\bADD COLUMN (?:(?!\bDEFAULT\b)[^,;])*\bNOT NULL\b(?![^,;]*\bDEFAULT\b)/i,
  /\bADD CONSTRAINT\b/i,
  /\bCREATE UNIQUE INDEX\b/i,
];

interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Statements about tables and columns that the same migration creates cannot disturb anybody. */
function narrows(sql: string): boolean {
  const created = new Set([...sql.matchAll(/CREATE TABLE "([^"]+)"/g)].map(([, table]) => table));
  const added = [...sql.matchAll(/ADD COLUMN ("[^"]+")(?![^,;]*\bDEFAULT\b)/g)].map(([, column]) => column!);
  const isNew = (columns: string) => added.some((column) => columns.includes(column));
  const statements = sql.replace(/^\s*--.*$/gm, '').split(';');
  const others = statements.filter(
    (statement) => !created.has(/^\s*(?:ALTER TABLE|CREATE UNIQUE INDEX \S+ ON) "([^"]+)"/i.exec(statement)?.[1]),
  );
  // Programs that do not know a column leave it null, and null equals nothing.
  const bound = /\bCREATE UNIQUE INDEX \S+ ON \S+(?=\()(.*)|\bADD CONSTRAINT \S+ FOREIGN KEY (\([^)]*\))/i;
  const old = others.filter((statement) => {
    const [, unique, foreign] = bound.exec(statement) ?? [];
    return !isNew(unique ?? foreign ?? '');
  });
  return old.some((statement) => narrowing.some((pattern) => pattern.test(statement)));
}

/** What is wrong with migrations in their order, one sentence each; `stops` are those that the changelog announces. */
function faultsOf(migrations: readonly Migration[], stops: string): string[] {
  let before = '';
  return migrations.flatMap(({ name, sql }) => {
    // An index that is built while others write cannot have a second statement, and disturbs nobody.
    if (/^CREATE INDEX CONCURRENTLY [^;]*;\s*$/.test(sql)) return [];
    const marks = [...sql.matchAll(/^UPDATE "oldest_program" SET "migration" = greatest\("migration", '(\w+)'\);$/gm)];
    const [, oldest] = marks[0] ?? [];
    if (oldest === undefined || marks.length > 1) return [`${name} does not say once which programs suit it`];
    const faults = [
      oldest > name && 'suits no program, not even its own',
      oldest < before && 'suits programs that an earlier one does not suit',
      narrows(sql) && oldest <= before && 'takes something away from programs that it says suit it',
      oldest === name && !stops.includes(name) && 'needs the servers to stop, which the changelog does not say',
    ];
    before = oldest > before ? oldest : before;
    return faults.filter((fault) => fault !== false).map((fault) => `${name} ${fault}`);
  });
}

describe('migrations widen first and narrow a release later', () => {
  it('in this repository', () => {
    const migrations = files
      .filter((file) => /^prisma\/migrations\/[^/]+\/migration\.sql$/.test(file))
      .map((file) => ({ name: file.split('/')[2]!, sql: read(file) }))
      .filter(({ name }) => name >= first);
    expect(migrations.length).toBeGreaterThan(0);
    expect(faultsOf(migrations, read('CHANGELOG.md'))).toEqual([]);
  });

  const [one, two, three] = ['20270101000000_one', '20270201000000_two', '20270301000000_three'] as const;

  it.each<[string, string, readonly string[]]>([
    ['a new column', `ALTER TABLE "link" ADD COLUMN "note" TEXT;\n${mark(one)}`, []],
    [
      'a new column that has to have a value',
      `ALTER TABLE "link" ADD COLUMN "note" TEXT NOT NULL;\n${mark(one)}`,
      ['away'],
    ],
    [
      'a new column that refers to something, once for each',
      `ALTER TABLE "link" ADD COLUMN "note" TEXT;\nCREATE UNIQUE INDEX "i" ON "link"("id", "note");\nALTER TABLE "link" ADD CONSTRAINT "f" FOREIGN KEY ("note") REFERENCES "note"("id");\n${mark(one)}`,
      [],
    ],
    [
      'a column that was there and has to be unique now',
      `ALTER TABLE "link" ADD COLUMN "note" TEXT;\nCREATE UNIQUE INDEX "i" ON "link"("url");\n${mark(one)}`,
      ['away'],
    ],
    ['a new column with a default', `ALTER TABLE "link" ADD COLUMN "n" TEXT NOT NULL DEFAULT '';\n${mark(one)}`, []],
    [
      'a new table',
      `CREATE TABLE "note" ("a" TEXT NOT NULL);\nCREATE UNIQUE INDEX "i" ON "note"("a");\n${mark(one)}`,
      [],
    ],
    ['an index alone', 'CREATE INDEX CONCURRENTLY "i" ON "link"("url");\n', []],
    ['nothing but its mark', mark(one), []],
    ['no mark', 'ALTER TABLE "link" ADD COLUMN "note" TEXT;', ['does not say once']],
    [
      'a column less, which the program before still used',
      `ALTER TABLE "link" DROP COLUMN "url";\n${mark(one)}`,
      ['away'],
    ],
    ['a column less, which no program uses since', `ALTER TABLE "link" DROP COLUMN "url";\n${mark(two)}`, []],
    ['another name', `ALTER TABLE "link" RENAME TO "href";\n${mark(one)}`, ['away']],
    [
      'another name, for which the servers stop',
      `ALTER TABLE "link" RENAME TO "href";\n${mark(three)}`,
      ['needs the servers'],
    ],
    ['a mark of the future', mark('20280101000000_later'), ['not even its own']],
    ['a mark of the past', mark('20260101000000_past'), ['an earlier one does not suit']],
  ])('%s', (_what, sql, faults) => {
    const found = faultsOf(
      [
        { name: two, sql: mark(one) },
        { name: three, sql },
      ],
      '',
    );
    expect(found.map((fault) => fault.startsWith(three))).toEqual(faults.map(() => true));
    for (const [index, fault] of faults.entries()) expect(found[index]).toContain(fault);
  });
});
