import { join } from 'node:path';
import { sdk } from './entries.ts';
import { buildPackage } from './package.ts';

const folder = join(sdk, '.output');
await buildPackage(folder);
console.log(
  `The package is in ${folder}. Look at what is in it with "npm pack --dry-run" there, and publish it from there.`,
);
