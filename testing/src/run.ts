// `npm test`, or parts of it: `npm test -- unit`. Runs once the packages are installed; scripts/test.mjs sees to that.
import { getPrograms } from './get-programs.ts';
import { type Group, groups } from './groups.ts';
import type { Result } from './left-out-reporter.ts';
import { lacking } from './needs.ts';
import { runGroup } from './run-group.ts';
import { runPnpm } from './run-pnpm.ts';
import { stage } from './stage.ts';

const parts = ['checks', ...groups] as const;
type Part = (typeof parts)[number];

const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name);

const named = process.argv.slice(2);
const chosen: readonly Part[] = named.length > 0 ? named.filter(isPart) : parts;
if (chosen.length < named.length) end(`There is no such part of the tests. The parts are: ${parts.join(', ')}.`);

const programsNeeded = chosen.includes('services') || chosen.includes('browsers');
const [, missing] = await Promise.all([script('generate'), programsNeeded ? stage('programs', getPrograms) : []]);
if (process.env['CI'] && missing.length > 0) end(`In CI no program may be missing: ${missing.join(', ')}.`);

if (chosen.includes('checks')) await Promise.all([script('typecheck'), script('lint')]);
if (chosen.includes('browsers')) await script('build:e2e');

// All at once: those with services spend half their time waiting for clocks and disks, and those with browsers for pages.
// Unit tests take what the others leave of the cores.
const running = groups.filter((group) => chosen.includes(group));
const noDatabase = running.some((group) => group !== 'unit') ? lacking('a database') : undefined;
if (noDatabase && process.env['CI']) end(noDatabase);
const results = await Promise.all(running.map(runBesideOthers));
if (results.length > 0) close(results);

/** Runs a script of package.json beside others; a failure ends the run, because later steps would fail for the same reason. */
async function script(name: string): Promise<void> {
  const succeeded = await stage(name, () => runPnpm(['run', name], 'at the end'));
  if (!succeeded) end(`${name} failed; the reason is above.`);
}

async function runBesideOthers(group: Group): Promise<Result> {
  if (noDatabase && group !== 'unit') return { passed: 0, failed: 0, skipped: 0, leftOut: [`${group}: ${noDatabase}`] };
  const longest = running.find((name) => name !== 'unit') ?? 'unit';
  const nice = group === 'unit' && group !== longest ? 5 : 0;
  return stage(group, () => runGroup(group, group === longest ? 'as it goes' : 'at the end', nice));
}

/** Lists everything that was skipped, and ends with a line with the outcome of the run. */
function close(all: readonly Result[]): void {
  const leftOut = all.flatMap((result) => result.leftOut);
  if (leftOut.length > 0) console.log(`\nLeft out: ${leftOut.length} suites`);
  for (const line of leftOut) console.log(`  ${line}`);
  const sum = (count: (result: Result) => number) => all.reduce((total, result) => total + count(result), 0);
  const failed = sum((result) => result.failed);
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed, ${sum((result) => result.skipped)} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function end(sentence: string): never {
  console.error(sentence);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
