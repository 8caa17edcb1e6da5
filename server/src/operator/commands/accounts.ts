import { Command } from 'commander';
import { usageOf } from '../../accounts/usage.ts';
import { operator, recordEntry } from '../../audit/record.ts';
import { ids } from '../../rpc/ids.ts';
import { nameSchema } from '../../rpc/name-schema.ts';
import { invite } from '../../sign-in/invitations.ts';
import { deleteAccount, lossesOfAccount } from '../delete-account.ts';
import { exportAccount } from '../export-account.ts';
import { findAccount } from '../find-account.ts';
import { toTable } from '../print.ts';
import { toUsageRow } from '../usage-row.ts';
import type { Commands } from './context.ts';

/** `waymark accounts …` */
export function accountCommands({ use, print, ask, now }: Commands): Command {
  const accounts = new Command('accounts').description('The accounts of this installation, and what they use.');

  accounts
    .command('list')
    .description('Shows every account with what it uses and may use.')
    .option('--json', 'prints JSON, for programs')
    .addHelpText('after', example('accounts list --json'))
    .action(({ json }: { json?: true }) =>
      use(async ({ database }) => {
        const all = await usageOf(database, now());
        print(json ? JSON.stringify(all, null, 2) : toTable(all.map(toUsageRow)));
      }),
    );

  accounts
    .command('create <name>')
    .description('Creates an account, and prints the one-time link by which its owner joins.')
    .addHelpText('after', example('accounts create "Example Brand"'))
    .action((written: string) =>
      use(async ({ database, address }) => {
        const name = nameOf(written);
        const { id } = await database.account.create({ data: { name } });
        const { path } = await invite(database, { accountId: id, role: 'owner' }, now());
        await recordEntry(database, {
          ...{ accountId: id, at: now(), actor: operator, action: 'operator.accountCreated' },
          ...{ subject: ids.account.encode(id), before: null, after: { name } },
        });
        print(
          `Created the account ${ids.account.encode(id)} "${name}".\nFor its owner, once, within 7 days:\n  ${address}${path}`,
        );
      }),
    );

  for (const suspends of [true, false])
    accounts
      .command(`${suspends ? 'suspend' : 'resume'} <account>`)
      .description(
        suspends
          ? 'Refuses all calls of an account. Its links go on working, and its domains are checked.'
          : 'Lets a suspended account in again.',
      )
      .addHelpText('after', example(`accounts ${suspends ? 'suspend' : 'resume'} "Example Brand"`))
      .action((named: string) =>
        use(async ({ database }) => {
          const { id, name, suspendedAt } = await findAccount(database, named);
          if ((suspendedAt !== null) === suspends)
            throw new Error(`"${name}" is ${suspends ? 'suspended already' : 'not suspended'}.`);
          const changed = suspends ? now() : null;
          await database.account.update({ where: { id }, data: { suspendedAt: changed } });
          const state = (date: Date | null) => ({ suspendedAt: date?.toISOString() ?? null });
          await recordEntry(database, {
            ...{ accountId: id, at: now(), actor: operator, subject: ids.account.encode(id) },
            action: suspends ? 'operator.accountSuspended' : 'operator.accountResumed',
            ...{ before: state(suspendedAt), after: state(changed) },
          });
          print(
            suspends
              ? `Suspended "${name}": within 10 seconds its calls are refused. Its links go on working.`
              : `Resumed "${name}": within 10 seconds its calls are answered again.`,
          );
        }),
      );

  accounts
    .command('export <account> <folder>')
    .description('Writes everything of an account into a new folder, as JSON Lines.')
    .addHelpText('after', example('accounts export "Example Brand" ./example-brand'))
    .action((named: string, folder: string) =>
      use(async ({ database, url }) => {
        const account = await findAccount(database, named);
        const written = await exportAccount(url, account.id, folder);
        print(`Wrote ${folder}:\n${toTable(written)}`);
      }),
    );

  accounts
    .command('delete <account>')
    .description('Deletes an account with everything of it, for good. Says before what that is, and asks for its name.')
    .option('--yes', 'does not ask')
    .addHelpText('after', example('accounts delete "Example Brand"'))
    .action((named: string, { yes }: { yes?: true }) =>
      use(async ({ database }) => {
        const account = await findAccount(database, named);
        const { domains, ...losses } = await lossesOfAccount(database, account);
        print(
          `"${account.name}" has: ${Object.entries(losses)
            .map(([what, count]) => `${what} ${count}`)
            .join(', ')}.`,
        );
        print(
          domains.length === 0 ? 'It has no tracking domains.' : `Links on these hosts end: ${domains.join(', ')}.`,
        );
        if (!yes && (await ask('Everything is deleted for good. Type the name of the account: ')) !== account.name)
          throw new Error('Nothing was deleted: that is not its name. In scripts, use --yes.');
        await deleteAccount(database, account, now());
        print(`Deleted "${account.name}". Its hosts are remembered, so that nobody else gets its old links.`);
      }),
    );

  return accounts;
}

/** A name as it is stored. Throws a sentence. */
function nameOf(written: string): string {
  const name = nameSchema(120).safeParse(written);
  if (!name.success) throw new Error(`"${written}" is no name: it has 1 to 120 characters, on one line.`);
  return name.data;
}

/** What the help of each command ends with. */
export function example(command: string): string {
  return `\nExample:\n  npm run waymark -- ${command}`;
}
