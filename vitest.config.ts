import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One PostgreSQL for the whole run, started when the first project asks for it. */
const database = {
  globalSetup: fileURLToPath(new URL('prisma/src/testing-server.ts', import.meta.url)),
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Many tests wait for a disk, a database or a clock: one worker for each core, where the default leaves one core free.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'core', root: 'core', include: ['src/**/*.test.ts'] } },
      { test: { name: 'plugin-sdk', root: 'plugin-sdk', include: ['src/**/*.test.ts'], ...database } },
      { test: { name: 'prisma', root: 'prisma', include: ['src/**/*.test.ts'], ...database } },
      { test: { name: 'server', root: 'server', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], ...database } },
      './extension/vitest.config.ts',
      { test: { name: 'ci', root: '.', include: ['.ci/*.test.ts', 'scripts/*.test.ts'] } },
      { test: { name: 'e2e', root: 'e2e', include: ['*.test.ts'], ...database, fileParallelism: false } },
    ],
  },
});
