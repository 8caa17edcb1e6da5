import { join } from 'node:path';

/** The folder of the SDK. */
export const sdk = join(import.meta.dirname, '..');

/** What can be imported of the published package, and the file that it is built from. */
export const entries: Readonly<Record<string, string>> = {
  index: 'src/index.ts',
  cli: 'src/cli/main.ts',
  mailing: 'src/sending/load-mailing.ts',
  nodemailer: 'src/senders/nodemailer.ts',
};

/** The program of the package, which nobody imports. */
export const program = 'cli';
