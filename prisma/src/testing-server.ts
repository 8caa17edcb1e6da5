import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded.ts';

/** vitest's global set-up: one PostgreSQL per run, shared by all projects, removed with its folder afterwards. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.WAYMARK_TEST_DATABASE_URL) return async () => undefined;
  const folder = await mkdtemp(join(tmpdir(), 'waymark-test-'));
  const server = await startEmbeddedPostgres(folder, 'postgres');
  process.env.WAYMARK_TEST_DATABASE_URL = server.url;
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}
