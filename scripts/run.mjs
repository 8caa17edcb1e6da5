// The program behind `npm start`, `npm run demo`, `backup` and `restore`, in this process, with the rest of the command
// line as its options. It runs on the Node that was installed, and is plain JavaScript to say so on an older one.
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, root } from './install.mjs';
import { compileCache } from './node-flags.mjs';

const programs = {
  start: ['server/src/main.ts', '--next-steps'],
  demo: ['scripts/demo.ts'],
  backup: ['server/src/backup/run-backup.ts'],
  restore: ['server/src/backup/run-restore.ts'],
  waymark: ['server/src/operator/run-operator.ts'],
};
const [name, ...options] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 24)
  fail(
    `Waymark runs on the Node that it installs, not on ${process.version}: use npm, as in \`npm ${name === 'start' ? 'start' : `run ${name}`}\`.`,
  );

process.chdir(root);
process.env.NODE_COMPILE_CACHE ??= compileCache;
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);

// npm passes a SIGTERM on to its shell alone, which dies of it without a word to us.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 250).unref();

const [program, ...ownOptions] = programs[name];
process.argv.splice(1, Infinity, join(root, program), ...ownOptions, ...options);
await import(pathToFileURL(process.argv[1]).href);
