// Installs the packages that something needs, unless they are there. Plain JavaScript without dependencies, because it
// runs before anything is installed, on whatever Node is there. Run as a program, it installs all of them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Without asking the registry for what an earlier run left in npm's cache: starting again works offline.
export const pnpm = ['npx', '-y', '--prefer-offline', 'pnpm@12.21.0'];

const lockfile = join(root, 'pnpm-lock.yaml');
// pnpm keeps a copy of the lockfile that it installed everything from; of a part of it we keep one.
const everythingOf = join(root, 'node_modules/.pnpm/lock.yaml');
const productOf = join(root, 'node_modules/.waymark-lock.yaml');

/** What running and building the product needs. Test tools that are already installed are kept. */
export function installProduct() {
  if (same(lockfile, everythingOf) || same(lockfile, productOf)) return;
  if (hasTools()) return installEverything();
  step('Installing packages', [...pnpm, ...install, '--prod']);
  copyFileSync(lockfile, productOf);
}

/** The Node that runs the product: the one that was installed, or this one on a system for which there is no package. */
export function productNode() {
  const installed = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) < 24)
    fail(`npm has no Node 24 for ${process.platform} on ${process.arch}. Install Node 24 and try again.`);
  return process.execPath;
}

/** The product's packages and all tools for tests. */
export function installEverything() {
  if (same(lockfile, everythingOf)) return;
  step('Installing packages', [...pnpm, ...install]);
}

const install = ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'];

function hasTools() {
  const state = join(root, 'node_modules/.modules.yaml');
  return existsSync(state) && /"devDependencies": true/.test(readFileSync(state, 'utf8'));
}

function same(one, other) {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

/** Says what it does, does it, and ends the program when that fails. */
export function step(title, [command, ...args]) {
  console.log(`${title} …`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`${title} failed; the reason is above.`);
}

/** Ends the program unless this Node can run what follows. */
export function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  fail(`Waymark needs Node 20 or newer; this is ${process.version}.`);
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) installEverything();
