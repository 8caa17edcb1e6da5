// `npm test`: installs what is missing and runs the tests in their own temporary folder, which is removed afterwards.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node is there.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, fail, installEverything, pnpm, productNode, root } from './install.mjs';

checkNode();
const temporary = tmpdir();
const before = new Set(readdirSync(temporary));
const folder = mkdtempSync(join(temporary, 'waymark-run-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// Ctrl-C reaches the tests as well as this process, which only waits for them to end.
process.on('SIGINT', () => undefined);
// Node asks for these in turn, depending on the system.
for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
// Where pnpm keeps its locks, which it would else leave in the temporary folder of the machine.
process.env.XDG_RUNTIME_DIR ??= folder;

installEverything();
const [command, ...args] = [...pnpm, 'exec', productNode(), 'testing/src/run.ts', ...process.argv.slice(2)];
const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => {
  // Throws if a process still writes to it or something is still mounted in it.
  rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  const left = readdirSync(temporary).filter((name) => !before.has(name) && isOurs(name));
  if (left.length > 0) fail(`The tests left behind in ${temporary}: ${left.join(', ')}`);
  process.exit(code ?? 1);
});

/** Not those of other runs and benchmarks, nor what programs that have nothing to do with the tests write there meanwhile. */
function isOurs(name) {
  return /^(?:waymark-(?!run-|bench-|soak-)|vitest|pnpm|playwright|\.?org\.chromium|tmp-)/i.test(name);
}
