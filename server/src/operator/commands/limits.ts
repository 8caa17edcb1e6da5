import { Command, InvalidArgumentError } from 'commander';
import { usageOf } from '../../accounts/usage.ts';
import { operator, recordEntry } from '../../audit/record.ts';
import { ids } from '../../rpc/ids.ts';
import { findAccount } from '../find-account.ts';
import { toTable } from '../print.ts';
import { toUsageRow } from '../usage-row.ts';
import { example } from './accounts.ts';
import type { Commands } from './context.ts';

type Limit = number | 'none';

interface Limits {
  readonly links?: Limit;
  readonly events?: Limit;
  readonly domains?: Limit;
}

/** `waymark limits …` */
export function limitCommands({ use, print, now }: Commands): Command {
  const limits = new Command('limits').description('What an account may have.');

  limits
    .command('show <account>')
    .description('Shows what an account uses, of what it may use.')
    .option('--json', 'prints JSON, for programs')
    .addHelpText('after', example('limits show "Example Brand"'))
    .action((named: string, { json }: { json?: true }) =>
      use(async ({ database }) => {
        const { id } = await findAccount(database, named);
        const usage = await usageOf(database, now(), id);
        print(json ? JSON.stringify(usage[0], null, 2) : toTable(usage.map(toUsageRow)));
      }),
    );

  limits
    .command('set <account>')
    .description('Limits an account. What it has stays, and links go on working; more is refused.')
    .option('--links <number>', 'how many links it may have in all, or `none`', limitOf)
    .option('--events <number>', 'how many events of a month (UTC) are stored, or `none`', limitOf)
    .option('--domains <number>', 'how many tracking domains it may have, or `none`', limitOf)
    .addHelpText('after', example('limits set "Example Brand" --links 100000 --events 1000000 --domains none'))
    .action((named: string, { links, events, domains }: Limits) =>
      use(async ({ database }) => {
        if (links === undefined && events === undefined && domains === undefined)
          throw new Error('Say what to limit: --links, --events or --domains, each with a number or `none`.');
        const before = await findAccount(database, named);
        const data = {
          ...(links !== undefined && { maxLinks: toStored(links) }),
          ...(events !== undefined && { maxMonthlyEvents: toStored(events) }),
          ...(domains !== undefined && { maxDomains: toStored(domains) }),
        };
        const after = await database.account.update({ where: { id: before.id }, data });
        const stateOf = (account: typeof after) =>
          Object.fromEntries(Object.keys(data).map((name) => [name, toNumber(account[name as keyof typeof data])]));
        await recordEntry(database, {
          ...{ accountId: before.id, at: now(), actor: operator, action: 'operator.limitsChanged' },
          ...{ subject: ids.account.encode(before.id), before: stateOf(before), after: stateOf(after) },
        });
        print(toTable((await usageOf(database, now(), before.id)).map(toUsageRow)));
      }),
    );

  return limits;
}

function limitOf(written: string): Limit {
  if (written === 'none') return written;
  if (!/^\d{1,9}$/.test(written)) throw new InvalidArgumentError('It is a number up to 999999999, or `none`.');
  return Number(written);
}

function toStored(limit: Limit): number | null {
  return limit === 'none' ? null : limit;
}

function toNumber(value: bigint | number | null): number | null {
  return value === null ? null : Number(value);
}
