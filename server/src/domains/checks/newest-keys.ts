import type { Database } from '@waymark/prisma';
import { MicroBatcher } from '../../edge/journal/micro-batcher.ts';

/** The key with which tokens of a domain are sealed now. */
export interface NewestKey {
  readonly keyId: number;
  readonly secret: Uint8Array;
}

/** Looks up the newest key of a domain; undefined when the domain is gone. */
export type NewestKeyOf = (domainId: string) => Promise<NewestKey | undefined>;

/** Batches look-ups: those made while a query is running share the next one. A single look-up does not wait. */
export function createNewestKeys(database: Database): NewestKeyOf {
  const lookUps = new MicroBatcher({ run: (domainIds: readonly string[]) => findNewest(database, domainIds) });
  return async (domainId) => (await lookUps.add(domainId)).get(domainId);
}

async function findNewest(database: Database, domainIds: readonly string[]): Promise<Map<string, NewestKey>> {
  const rows = await database.signingKey.findMany({
    where: { domainId: { in: [...domainIds] }, retiredAt: null },
    orderBy: { createdAt: 'asc' },
  });
  // The last of a domain is its newest.
  return new Map(rows.map(({ domainId, keyId, secret }) => [domainId, { keyId, secret }]));
}
