import type { Account, Database } from '@waymark/prisma';
import { ids } from '../rpc/ids.ts';

/** The account with this id, as the API writes it, or the only one of this name. Throws a sentence. */
export async function findAccount(database: Database, named: string): Promise<Account> {
  const id = ids.account.schema.safeParse(named).data;
  const found = await database.account.findMany({ where: id === undefined ? { name: named } : { id }, take: 2 });
  const [account, another] = found;
  if (account === undefined)
    throw new Error(`There is no account "${named}". \`accounts list\` shows all of them with their ids.`);
  if (another !== undefined)
    throw new Error(`Several accounts are called "${named}". Name one by its id: \`accounts list\` shows them.`);
  return account;
}
