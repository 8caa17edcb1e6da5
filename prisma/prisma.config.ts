import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The stand-in replaces a native engine that the CLI would otherwise download. Delete this line to use the native one;
// on Windows a .mjs file cannot be spawned, so there the download stays.
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./schema-engine.mjs', import.meta.url));
}
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
