import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationNames, migrationsFolder } from '@waymark/prisma/migrate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type ClickedLink, sentLink, startClicking } from './clicks.ts';
import { allStored } from './stored-clicks.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const future = '29990101000000_future';

let server: TestServer;
let folder: string;
let link: ClickedLink;
beforeEach(async () => {
  [server, folder] = await Promise.all([startTestServer(), mkdtemp(join(tmpdir(), 'waymark-newer-'))]);
  link = await sentLink(server.database);
});
afterEach(() => rm(folder, { recursive: true }));

/** What a newer program does at its start: it migrates the database, and says which programs still suit it. */
async function migrateAsNewerProgram(oldest: string): Promise<void> {
  await cp(migrationsFolder, folder, { recursive: true });
  await mkdir(join(folder, future));
  await writeFile(
    join(folder, future, 'migration.sql'),
    `BEGIN;
ALTER TABLE "event" ADD COLUMN "country" TEXT;
ALTER TABLE "link" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
UPDATE "oldest_program" SET "migration" = greatest("migration", '${oldest}');
COMMIT;
`,
  );
  expect(await migrate(server.databaseUrl, folder)).toEqual([future]);
}

it('a server goes on storing on a database that a newer one migrated, and restarts on it', async () => {
  const clicking = startClicking(server.port, link, 4);
  const more = () => {
    const enough = clicking.answered.size + 50;
    return expect.poll(() => clicking.answered.size, { timeout: 10_000 }).toBeGreaterThan(enough);
  };
  await more();
  await migrateAsNewerProgram((await migrationNames()).at(-1)!);
  await more();
  await server.restart();
  await more();
  const { answered, failed } = await clicking.stop();
  const { stored, double } = await allStored(server.database, answered, 10_000);
  console.log(
    `an older server on a newer database, restarted on it: ${answered.size} answered, ${failed} failed; ${stored} stored, 0 lost, ${double} double`,
  );
  expect([failed, double]).toEqual([0, 0]);
  expect(await ask(server.port, '/readyz')).toMatchObject({ status: 200 });
  await server.stop();
});

it('a server that is too old for its database refuses to start, even with a copy of the links', async () => {
  await migrateAsNewerProgram(future);
  await expect(server.restart()).rejects.toThrow(
    `A newer Waymark has upgraded this database, and this program is too old for it: it knows the migrations up to ${(await migrationNames()).at(-1)}, and the database needs one that knows ${future}. Start the newer version; nothing was changed.`,
  );
  await expect(ask(server.port, '/healthz')).rejects.toThrow('ECONNREFUSED');
  await server.nameServer.stop();
  await rm(server.dataFolder, { recursive: true });
});
