import { fileURLToPath } from 'node:url';

/** Where Node keeps compiled modules, so that the next start loads them in half the time. */
export const compileCache = fileURLToPath(new URL('../node_modules/.cache/waymark/compiled', import.meta.url));

/** Node's flags for the server, as the script `start` in package.json has them. */
export const nodeFlags = [
  // V8 lets the young generation grow to three times what is live in a busy server, which takes 80 MB and saves no time
  // that a measurement shows: here it may have what older versions of Node gave it.
  '--max-semi-space-size=16',
];
