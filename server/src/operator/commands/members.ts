import { Command, Option } from 'commander';
import { operator, recordEntry } from '../../audit/record.ts';
import { ids } from '../../rpc/ids.ts';
import { roles } from '../../rpc/rights.data.ts';
import { invite } from '../../sign-in/invitations.ts';
import { recoveryLinkFor } from '../../sign-in/recovery.ts';
import { findAccount } from '../find-account.ts';
import { toTable } from '../print.ts';
import { example } from './accounts.ts';
import type { Commands } from './context.ts';

/** `waymark members …` */
export function memberCommands({ use, print, now }: Commands): Command {
  const members = new Command('members').description('The people of an account.');

  members
    .command('list <account>')
    .description('Shows who is in an account, with their roles.')
    .option('--json', 'prints JSON, for programs')
    .addHelpText('after', example('members list "Example Brand"'))
    .action((named: string, { json }: { json?: true }) =>
      use(async ({ database }) => {
        const { id: accountId } = await findAccount(database, named);
        const all = await database.member.findMany({
          where: { accountId },
          orderBy: { id: 'asc' },
          include: { person: { select: { email: true } } },
        });
        const rows = all.map(({ id, name, role, person, createdAt }) => ({
          ...{ id: ids.member.encode(id), name, role, email: person?.email ?? null },
          since: createdAt.toISOString().slice(0, 10),
        }));
        print(json ? JSON.stringify(rows, null, 2) : toTable(rows));
      }),
    );

  members
    .command('invite <account>')
    .description('Prints a one-time link by which somebody joins an account.')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('editor'))
    .addHelpText('after', example('members invite "Example Brand" --role viewer'))
    .action((named: string, { role }: { role: (typeof roles)[number] }) =>
      use(async ({ database, address }) => {
        const { id: accountId } = await findAccount(database, named);
        const { path } = await invite(database, { accountId, role }, now());
        await recordEntry(database, {
          ...{ accountId, at: now(), actor: operator, action: 'operator.memberInvited', subject: null },
          ...{ before: null, after: { role } },
        });
        print(`For one ${role}, once, within 7 days:\n  ${address}${path}`);
      }),
    );

  members
    .command('reset <member>')
    .description('Prints a one-time link by which a member who cannot sign in any more chooses a new password.')
    .addHelpText('after', example('members reset mem_0198c6a1d2e37a0b8c4d5e6f70819203'))
    .action((written: string) =>
      use(async ({ database, address }) => {
        const id = ids.member.schema.safeParse(written).data;
        const member = id === undefined ? null : await database.member.findUnique({ where: { id } });
        if (member === null)
          throw new Error(`There is no member ${written}. \`members list ACCOUNT\` shows them with their ids.`);
        const link = await recoveryLinkFor({ database, address, now }, member.id);
        await recordEntry(database, {
          ...{ accountId: member.accountId, at: now(), actor: operator, action: 'operator.memberReset' },
          ...{ subject: written, before: null, after: null },
        });
        print(`For ${member.name}, ${member.role}, once, within ${member.personId ? 'a day' : '7 days'}:\n  ${link}`);
      }),
    );

  return members;
}
