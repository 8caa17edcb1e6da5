import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** The outcome of a vitest run. */
export interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Skipped suites, each with its reason. */
  readonly leftOut: readonly string[];
}

/** Reports at the end which tests were skipped, and why, and records the outcome for `npm test`. */
export default class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const ending = (state: string) => tests.filter((test) => test.result().state === state);
    const skipped = ending('skipped');
    const leftOut = lines(skipped);
    for (const line of leftOut) console.log(`Left out: ${line}`);

    const noteTo = process.env['WAYMARK_TEST_RESULT'];
    if (!noteTo) return;
    const unexplained = skipped.filter((test) => reasonOf(test) === undefined);
    for (const test of unexplained) console.error(`Skipped without a reason: ${where(test)} › ${test.fullName}`);
    // A file that failed to load has no tests.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = ending('failed').length + broken + unexplained.length;
    const result: Result = { passed: ending('passed').length, failed, skipped: skipped.length, leftOut };
    writeFileSync(noteTo, JSON.stringify(result));
  }
}

/** A line for each file and reason. */
function lines(skipped: readonly TestCase[]): string[] {
  const counts = new Map<string, number>();
  for (const test of skipped) {
    const reason = reasonOf(test);
    if (reason !== undefined)
      counts.set(`${where(test)}: ${reason}`, (counts.get(`${where(test)}: ${reason}`) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line} (${count} ${count === 1 ? 'test' : 'tests'})`);
}

const where = (test: TestCase) => test.module.relativeModuleId;

/** The reason from `needs` for the test or an enclosing suite, or else the one the test gave when it skipped itself. */
function reasonOf(test: TestCase): string | undefined {
  for (let task: TestCase | TestCase['parent'] = test; task.type !== 'module'; task = task.parent) {
    const { leftOut } = task.meta();
    if (leftOut !== undefined) return leftOut;
  }
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
