/** `npm run backup -- FILE`: writes a backup of everything while the servers work. */
import { statSync } from 'node:fs';
import { givenSettings } from '../config/environment.ts';
import { readConfig, settings } from '../config/settings.ts';
import { backUp } from './back-up.ts';
import { createProgress, megabytes } from './progress.ts';

// What is written is for this user alone, whoever wrote the code that writes it.
process.umask(0o077);

try {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    throw new Error('Say which file to write: npm run backup -- waymark.backup');
  await backUp(file, { ...readConfig(), given: givenSettings(settings) }, createProgress(console.log));
  console.log(
    `\nWrote ${file}, ${megabytes(statSync(file).size)}. It holds all keys and passwords of this installation: keep it where nobody else can read it.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
