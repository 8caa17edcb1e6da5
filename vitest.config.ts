import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { compileCache } from './scripts/node-flags.mjs';
import { type Group, groups, testsOf } from './testing/src/groups.ts';
import { useOwnTemporaryFolder } from './testing/src/temporary-folder.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One part of the tests, which `npm test` runs after the other; without it all of them. */
const group = groups.find((name) => name === process.env['WAYMARK_TEST_GROUP']);

/** Long enough for a machine that has other work as well. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

/** One PostgreSQL for the whole run, started when the first project asks for it. */
const database = file('prisma/src/testing-server.ts');
/** What those who start servers add to it. */
const jobs = file('server/test/template-with-jobs.ts');

/** A package's tests, or those of one group. */
function tests(
  root: string,
  options: { database?: boolean; folders?: readonly string[] } = {},
): TestProjectConfiguration[] {
  const patterns = (options.folders ?? ['src/**/']).map((folder) => `${folder}*.test.ts`);
  const include = group ? testsOf(root, patterns, group) : patterns;
  if (include.length === 0) return [];
  const servers = root === 'server' || root === 'e2e';
  const globalSetup = options.database && group !== 'unit' ? [database, ...(servers ? [jobs] : [])] : [];
  return [
    {
      test: {
        name: root,
        root,
        include,
        // Test files share a process and the modules in it, which halves the time of those that start a server. Those of
        // journeys start programs instead, and vitest runs none that share a process one by one beside other projects.
        isolate: root === 'e2e',
        ...timeouts,
        // What is waited for comes from threads and processes, which a busy machine starts late.
        expect: { poll: { timeout: 10_000 } },
        globalSetup,
        ...(root === 'e2e' && { fileParallelism: group === 'services' }),
      },
    },
  ];
}

/** Tests of one group in full, wherever its files lead. */
const unitOnly = (project: TestProjectConfiguration) =>
  group === undefined || group === ('unit' satisfies Group) ? [project] : [];

// Before any set-up of a project runs.
useOwnTemporaryFolder();

// Tests start the server hundreds of times. vitest's own modules gain nothing by it.
process.env['NODE_COMPILE_CACHE'] ??= compileCache;

export default defineConfig({
  test: {
    reporters: ['default', file('testing/src/left-out-reporter.ts')],
    // One worker for each core, where the default leaves one core free. With a third on two cores, which the groups that run
    // beside each other keep busy, a whole run took a minute longer.
    maxWorkers: '100%',
    // Tests that run concurrently do nothing but wait.
    maxConcurrency: 20,
    projects: [
      ...tests('core'),
      ...tests('ui'),
      ...tests('panel'),
      ...tests('plugin-sdk', { database: true, folders: ['src/**/', 'build/'] }),
      ...tests('prisma', { database: true }),
      ...tests('server', { database: true, folders: ['src/**/', 'test/**/'] }),
      ...unitOnly('./extension/vitest.config.ts'),
      ...unitOnly({
        test: {
          name: 'ci',
          root: '.',
          include: ['.ci/*.test.ts', 'scripts/*.test.ts', 'testing/src/*.test.ts'],
          isolate: false,
          ...timeouts,
        },
      }),
      ...tests('e2e', { database: true, folders: [''] }),
    ],
  },
});
