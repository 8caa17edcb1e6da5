import { parseArgs } from 'node:util';
import { WaymarkError } from '../api/waymark-error.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { domains } from './domains.ts';
import { exitCodes, type Io, Misuse } from './io.ts';
import { wrap } from './wrap.ts';

const usage = `Usage:
  waymark check FILE…                what becomes of each link of these mails; needs no server
      --format text|json|sarif       default text
      --fail-on info|warning|error|never   the least severity that ends with 1; default error
      --language en|de
  waymark compare BEFORE AFTER       whether a wrapped copy differs in nothing but its links
  waymark wrap FILE --mailing NAME   registers a mail and prints its wrapped copy
      --recipient ID | --merge-tag TAG
  waymark domains                    tracking domains and their status
      --format text|json
  --server URL, --project ID         or WAYMARK_SERVER, WAYMARK_PROJECT; the key is read from WAYMARK_KEY

FILE is HTML in UTF-8, or - for standard input. Ends with 0 when all is well, with 1 when something was found, with 2 when
it could not be done.`;

const options = {
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: 'error' },
  language: { type: 'string', default: 'en' },
  mailing: { type: 'string' },
  recipient: { type: 'string' },
  'merge-tag': { type: 'string' },
  server: { type: 'string' },
  project: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Does what the arguments say and returns with what code the program ends. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command, ...files] = positionals;
    const given = { ...values, files, failOn: values['fail-on'], mergeTag: values['merge-tag'] };
    if (values.help) io.print(usage);
    if (values.help) return exitCodes.fine;
    if (command === 'check') return await check(given, io);
    if (command === 'compare') return await compare(given, io);
    if (command === 'wrap') return await wrap(given, io);
    if (command === 'domains') return await domains(given, io);
    throw new Misuse(usage);
  } catch (error) {
    io.warn(messageOf(error));
    return exitCodes.misused;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof WaymarkError) return `${error.message} ${error.hint}`;
  // A file that is not there, an option that is none, a recipient that is none.
  return error instanceof Error ? error.message : String(error);
}
