import { type DomainState, domainState, domainStates, untroubledCodes } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import { z } from 'zod';
import { containing, cursorText, pageFields, searchText } from '../rpc/pages.ts';

/** How lists of domains are asked for: a part of the host, a status or a state, and the order. */
export const domainListInput = z
  .strictObject({
    search: searchText,
    status: z.enum(['not_verified', 'pending', 'verified']).optional(),
    state: z.enum(domainStates).optional(),
    order: z.enum(['host', 'oldest_check', 'newest_check']).default('host'),
    ...pageFields(z.union([z.tuple([cursorText]), z.tuple([cursorText, z.iso.datetime().nullable()])])),
  })
  .prefault({});

export type DomainListInput = z.output<typeof domainListInput>;

/** The domains of an account that a list asks for, after its cursor, and their order. */
export function domainsOf(
  accountId: string,
  { search, status, state, order, cursor }: Omit<DomainListInput, 'limit'>,
): { readonly where: Prisma.DomainWhereInput; readonly orderBy: Prisma.DomainOrderByWithRelationInput[] } {
  const which: Prisma.DomainWhereInput[] = [
    { accountId, ...(search && { host: containing(search) }) },
    ...(status ? [{ status }] : []),
    ...(state ? [inState[state]] : []),
    ...(cursor ? [after(order, cursor)] : []),
  ];
  return { where: { AND: which }, orderBy: [...orders[order], { host: 'asc' }] };
}

/** The place of a domain in a list with this order. */
export function positionIn(order: DomainListInput['order'], domain: { host: string; lastCheckAt: Date | null }) {
  return order === 'host'
    ? ([domain.host] as const)
    : ([domain.host, domain.lastCheckAt?.toISOString() ?? null] as const);
}

const quiet = { OR: [{ diagnosis: null }, { diagnosis: { in: [...untroubledCodes] } }] };

/** The domains in each state, as `domainState` of core tells them apart. */
const inState: Readonly<Record<DomainState, Prisma.DomainWhereInput>> = {
  waiting: { status: { not: 'verified' }, diagnosis: null },
  not_verified: { status: 'not_verified', diagnosis: { not: null } },
  pending: { status: 'pending', diagnosis: { not: null } },
  verified: { status: 'verified', ...quiet },
  troubled: { status: 'verified', NOT: quiet },
};

const orders = {
  host: [],
  // A domain that was never checked has waited longest.
  oldest_check: [{ lastCheckAt: { sort: 'asc', nulls: 'first' } }],
  newest_check: [{ lastCheckAt: { sort: 'desc', nulls: 'last' } }],
} as const satisfies Record<DomainListInput['order'], readonly Prisma.DomainOrderByWithRelationInput[]>;

function after(
  order: DomainListInput['order'],
  [host, at]: NonNullable<DomainListInput['cursor']>,
): Prisma.DomainWhereInput {
  if (order === 'host' || at === undefined) return { host: { gt: host } };
  const same = { lastCheckAt: at, host: { gt: host } };
  if (order === 'oldest_check') return { OR: [same, { lastCheckAt: at === null ? { not: null } : { gt: at } }] };
  return at === null ? same : { OR: [same, { lastCheckAt: { lt: at } }, { lastCheckAt: null }] };
}

/** How many domains of an account are in each state. */
export async function countStates(database: Database, accountId: string): Promise<Record<DomainState, number>> {
  const groups = await database.domain.groupBy({ by: ['status', 'diagnosis'], where: { accountId }, _count: true });
  const counts = { waiting: 0, not_verified: 0, pending: 0, verified: 0, troubled: 0 };
  for (const { status, diagnosis, _count } of groups) counts[domainState(status, diagnosis)] += _count;
  return counts;
}
