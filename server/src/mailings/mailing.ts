import type { Database, Mailing } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { findMailing } from './store.ts';

/** One mailing of an account. Throws no_such_mailing. */
export async function findOwnMailing(database: Database, accountId: string, id: number): Promise<Mailing> {
  const mailing = await findMailing(database, accountId, id);
  if (!mailing) throw new ApiError('no_such_mailing');
  return mailing;
}
