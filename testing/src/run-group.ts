import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Group } from './groups.ts';
import type { Result } from './left-out-reporter.ts';
import { type Printing, runPnpm } from './run-pnpm.ts';

/** Runs the tests of one group with vitest; `nice` as in `runPnpm`. */
export async function runGroup(group: Group, printing: Printing, nice = 0): Promise<Result> {
  const file = join(mkdtempSync(join(tmpdir(), 'waymark-result-')), 'result.json');
  const env = { ...process.env, WAYMARK_TEST_GROUP: group, WAYMARK_TEST_RESULT: file };
  const succeeded = await runPnpm(['exec', 'vitest', 'run'], printing, { env, nice });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, leftOut: [] };
  const result: Result = JSON.parse(readFileSync(file, 'utf8'));
  // An error outside of any test counts as a failed test.
  return !succeeded && result.failed === 0 ? { ...result, failed: 1 } : result;
}
