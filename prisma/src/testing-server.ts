import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { copyCluster, makeTemplateOf, onServer } from './testing.ts';

/**
 * vitest's global set-up: one PostgreSQL per run, shared by all projects, removed with its folder afterwards. A copy of its
 * files, made while it was stopped, serves tests that start a PostgreSQL of their own: see `usedPostgres`.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.WAYMARK_TEST_DATABASE_URL) return async () => undefined;
  const folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  const [home, copy] = [join(folder, 'running'), join(folder, 'stopped')];
  const first = await startEmbeddedPostgres(home);
  process.env.WAYMARK_TEST_DATABASE_URL = first.url;
  // No test cuts the power of this server, and every copy of the template waits for the disk twice.
  // Hundreds of databases that live for seconds need no vacuum.
  for (const setting of ['fsync', 'full_page_writes', 'autovacuum'])
    await onServer(`ALTER SYSTEM SET ${setting} = off`);
  await onServer('SELECT pg_reload_conf()');
  await migrate(first.url);
  await first.stop();
  copyCluster(home, copy);
  process.env.WAYMARK_TEST_POSTGRES = copy;

  const server = await startEmbeddedPostgres(home, 'postgres');
  process.env.WAYMARK_TEST_DATABASE_URL = server.url;
  await makeTemplateOf('waymark');
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}
