import type { Database } from '@waymark/prisma';
import { ids } from '../rpc/ids.ts';

/** What an account has, and what it may have; null: as much as it wants. */
export interface Usage {
  readonly id: string;
  readonly name: string;
  readonly suspended: string | null;
  readonly members: number;
  readonly projects: number;
  readonly domains: number;
  readonly maxDomains: number | null;
  readonly links: number;
  readonly maxLinks: number | null;
  /** Of the present month (UTC). */
  readonly events: number;
  readonly notStored: number;
  readonly maxMonthlyEvents: number | null;
}

/** Every account with its usage, or the one with this id. */
export async function usageOf(database: Database, now: Date, id?: string): Promise<Usage[]> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const accounts = await database.account.findMany({
    where: id === undefined ? {} : { id },
    orderBy: { id: 'asc' },
    include: {
      usedLinks: true,
      months: { where: { month } },
      _count: { select: { members: true, projects: { where: { deletedAt: null } }, domains: true } },
    },
  });
  return accounts.map((account) => ({
    id: ids.account.encode(account.id),
    name: account.name,
    suspended: account.suspendedAt?.toISOString() ?? null,
    ...account._count,
    maxDomains: account.maxDomains,
    links: Number(account.usedLinks?.links ?? 0),
    maxLinks: toNumber(account.maxLinks),
    events: Number(account.months[0]?.events ?? 0),
    notStored: Number(account.months[0]?.notStored ?? 0),
    maxMonthlyEvents: toNumber(account.maxMonthlyEvents),
  }));
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
