import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded.ts';
import { createTemplate, onServer } from './testing.ts';

/** vitest's global set-up: one PostgreSQL per run, shared by all projects, removed with its folder afterwards. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.WAYMARK_TEST_DATABASE_URL) return async () => undefined;
  const folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  const server = await startEmbeddedPostgres(folder, 'postgres');
  process.env.WAYMARK_TEST_DATABASE_URL = server.url;
  // No test cuts the power of this server, and every copy of the template waits for the disk twice.
  for (const setting of ['fsync', 'full_page_writes']) await onServer(`ALTER SYSTEM SET ${setting} = off`);
  await onServer('SELECT pg_reload_conf()');
  await createTemplate();
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}
