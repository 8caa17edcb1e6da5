import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './client.ts';
import { migrate, migrationNames, migrationsFolder } from './migrate.ts';
import { emptyDatabase } from './testing.ts';
import { OldProgramError } from './versions.ts';

const last = (await migrationNames()).at(-1)!;
const future = '29990101000000_future';

/** The migrations of a program that is newer than this one. */
async function newerProgram(sql: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-newer-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder, folder, { recursive: true });
  await mkdir(join(folder, future));
  await writeFile(join(folder, future, 'migration.sql'), `BEGIN;\n${sql}\nCOMMIT;\n`);
  return folder;
}

const mark = (oldest: string) => `UPDATE "oldest_program" SET "migration" = greatest("migration", '${oldest}');`;

describe('a program that is older than its database', () => {
  it('starts, restarts and writes while the database says that it suits', async () => {
    const { url } = await emptyDatabase();
    const newer = await newerProgram(`ALTER TABLE "account" ADD COLUMN "colour" TEXT;\n${mark(last)}`);
    expect(await migrate(url, newer)).toContain(future);
    for (const start of ['first', 'again']) expect(await migrate(url), start).toEqual([]);
    const database = openDatabase(url);
    await database.account.create({ data: { name: 'Example Brand' } });
    expect(await database.account.count()).toBe(1);
    await database.$disconnect();
  });

  it('refuses to start in one sentence when the database says that it is too old, and changes nothing', async () => {
    const { url } = await emptyDatabase();
    const newer = await newerProgram(`ALTER TABLE "account" RENAME TO "tenant";\n${mark(future)}`);
    await migrate(url, newer);
    const refusal = await migrate(url).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OldProgramError);
    expect(String(refusal)).toContain(
      `A newer Waymark has upgraded this database, and this program is too old for it: it knows the migrations up to ${last}, and the database needs one that knows ${future}. Start the newer version; nothing was changed.`,
    );
    expect(await migrate(url, newer)).toEqual([]);
  });
});
