// What `npm start`, `npm run demo`, `backup` and `restore` do first: installs what is missing, builds what is out of date.
// Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node is there. It ends
// before the program begins, so that no second Node waits beside it. The parentheses around it in package.json make a shell
// of its own: the outer one then has no `node` in its memory, looks for it, and finds the one that was just installed.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, installProduct, pnpm, productNode, root, step } from './install.mjs';

// Nobody may be left to read what is written here, or no room for it: that is no reason not to start.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

checkNode();
process.chdir(root);
installProduct();
// Fails where there is none.
productNode();
generate();
if (process.argv.includes('--panel')) buildPanel();
if (process.argv.includes('--extension')) buildExtension();

function generate() {
  if (newest('prisma/schema') < newest('prisma/generated')) return;
  step('Generating the database client', [...pnpm, '--silent', '--filter', '@waymark/prisma', 'run', 'generate']);
}

function buildPanel() {
  const sources = ['core/src', 'ui/src', 'panel/src', 'panel/index.html', 'panel/vite.config.ts', 'panel/package.json'];
  if (newest('panel/.output') > Math.max(...sources.map(newest))) return;
  step('Building the panel', [...pnpm, '--silent', '--filter', '@waymark/panel', 'run', 'build']);
}

function buildExtension() {
  const sources = [
    'core/src',
    'ui/src',
    'plugin-sdk/src',
    'extension/src',
    'extension/public',
    'extension/wxt.config.ts',
    'extension/package.json',
  ];
  const changed = Math.max(...sources.map(newest));
  const built = ['extension/.output/chrome-mv3', 'extension/.output/firefox-mv3'];
  if (built.every((folder) => newest(folder) > changed)) return;
  step('Building the extension', [...pnpm, '--silent', '--filter', '@waymark/extension', 'run', 'build']);
}

/** When the newest file in a folder was written, or 0 if it is empty. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
