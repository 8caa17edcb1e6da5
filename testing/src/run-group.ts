import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Group } from './groups.ts';
import type { Result } from './left-out-reporter.ts';

/** Runs the tests of one group with vitest, which prints as it goes or all at the end. */
export async function runGroup(group: Group, printing: 'as it goes' | 'at the end'): Promise<Result> {
  const file = join(mkdtempSync(join(tmpdir(), 'waymark-result-')), 'result.json');
  const env = { ...process.env, WAYMARK_TEST_GROUP: group, WAYMARK_TEST_RESULT: file };
  const stdio = printing === 'as it goes' ? 'inherit' : 'pipe';
  const child = spawn('pnpm', ['exec', 'vitest', 'run'], { env, stdio, shell });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(printed));
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, leftOut: [] };
  const result: Result = JSON.parse(readFileSync(file, 'utf8'));
  // An error outside of any test counts as a failed test.
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/** On Windows, pnpm can only be started through the shell. */
const shell = process.platform === 'win32';
