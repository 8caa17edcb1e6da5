import { Command } from 'commander';
import { inTransaction } from '../../identity/belonging.ts';
import { rotateMasterKey } from '../../identity/master-key.ts';
import { rotateSigningKeys } from '../../identity/new-epoch.ts';
import { findAccount } from '../find-account.ts';
import { example } from './accounts.ts';
import type { Commands } from './context.ts';

interface Rotation {
  readonly master?: true;
  readonly prepare?: true;
  readonly account?: string;
}

/** `waymark keys …` */
export function keyCommands({ use, print }: Commands): Command {
  const keys = new Command('keys').description('Signing keys, and the master key.');

  keys
    .command('rotate')
    .description(
      'Gives tracking domains new signing keys: new mail is sealed with them, and links in mail already sent work for ever.',
    )
    .option('--account <account>', 'only the domains of this account')
    .option('--master', 'replaces the master key instead, and encrypts all secrets with the new one')
    .option('--prepare', 'with --master: only makes the new key, to be given to all servers before it is used')
    .addHelpText('after', example('keys rotate --account "Example Brand"'))
    .action(({ master, prepare, account }: Rotation) =>
      use(async ({ database, url, masterKeys }) => {
        if (!master) {
          if (prepare) throw new Error('--prepare is for the master key: add --master.');
          const only = account === undefined ? undefined : await findAccount(database, account);
          const made = await inTransaction(url, (query) => rotateSigningKeys(query, masterKeys, only?.id));
          print(`Domains with a new signing key: ${made}. Links in mail already sent go on working.`);
          return;
        }
        if (account !== undefined) throw new Error('The master key is that of all accounts: leave --account out.');
        const used = masterKeys.current;
        if (used === undefined)
          throw new Error('This database has no master key yet. Start a server of this version first.');
        if (prepare) {
          const next = masterKeys.behind(used) ?? masterKeys.add();
          print(
            `${masterKeys.file ?? 'WAYMARK_MASTER_KEY'} has the next master key, ${next.id}. Give it to every server, then run: npm run waymark -- keys rotate --master`,
          );
          return;
        }
        const { id, secrets, forget } = await inTransaction(url, (query) => rotateMasterKey(query, masterKeys));
        forget();
        print(
          `The master key is ${id} now. Encrypted with it: ${secrets} secrets. Make a backup: older ones need the former key.`,
        );
      }),
    );

  return keys;
}
