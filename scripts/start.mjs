// `npm start`, `npm run demo`, `backup` and `restore`: installs what is missing, builds what is out of date, runs the program.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node is there.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, installProduct, pnpm, productNode, root, step } from './install.mjs';
import { compileCache, nodeFlags } from './node-flags.mjs';

const extensions = { chrome: 'extension/.output/chrome-mv3', firefox: 'extension/.output/firefox-mv3' };

// Nobody may be left to read what is written here, or no room for it: that is no reason to end what runs.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

checkNode();
process.chdir(root);

const programs = {
  demo: 'scripts/demo.ts',
  backup: 'server/src/backup/run-backup.ts',
  restore: 'server/src/backup/run-restore.ts',
};
const program = programs[process.argv[2]];
installProduct();
generate();
if (program === undefined) buildExtension();
if (program === undefined) run('server/src/main.ts', process.argv.slice(2));
else run(program, process.argv.slice(3));

function generate() {
  if (newest('prisma/schema') < newest('prisma/generated')) return;
  step('Generating the database client', [...pnpm, '--silent', '--filter', '@waymark/prisma', 'run', 'generate']);
}

function buildExtension() {
  const sources = [
    'core/src',
    'plugin-sdk/src',
    'extension/src',
    'extension/public',
    'extension/wxt.config.ts',
    'extension/package.json',
  ];
  const changed = Math.max(...sources.map(newest));
  if (Object.values(extensions).every((folder) => newest(folder) > changed)) return;
  step('Building the extension', [...pnpm, '--silent', '--filter', '@waymark/extension', 'run', 'build']);
}

function run(program, options) {
  const child = spawn(productNode(), [...nodeFlags, program, ...options], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    shell: process.platform === 'win32',
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  // Otherwise programs read what is printed.
  child.on('message', ({ ready }) => ready === 'text' && tellAboutExtension());
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
  // Ctrl-C reaches the program as well as this process, which only waits for it to exit.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // npm passes a SIGTERM on to its shell alone, which dies of it without a word to us.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 250).unref();
}

function tellAboutExtension() {
  console.log(`  Extension    Chrome:  chrome://extensions, switch on developer mode, Load unpacked, choose
                        ${join(root, extensions.chrome)}
               Firefox: about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose
                        ${join(root, extensions.firefox, 'manifest.json')}
  Try it       npm run demo     in another terminal
  Stop         Ctrl-C
`);
}

/** When the newest file in a folder was written, or 0 if it is empty. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
