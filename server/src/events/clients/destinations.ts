import { Prisma } from '@waymark/prisma';

/** How a query over events tells which destination an event's link leads to. */
export interface Destinations {
  /** Two places of the mailing lead to the same one; otherwise each link is a destination. */
  readonly repeat: boolean;
  /** The first link that leads there. */
  readonly id: Prisma.Sql;
  /** What is joined to `event` for it. */
  readonly join: Prisma.Sql;
}

/** The destinations of a mailing. Where none repeats, which is usual for old mailings, no query takes longer. */
export async function destinationsOf(transaction: Prisma.TransactionClient, mailingId: bigint): Promise<Destinations> {
  const [row] = await transaction.$queryRaw<{ repeat: boolean }[]>`
    SELECT count(*) > count(DISTINCT url) AS repeat FROM link WHERE mailing_id = ${mailingId}`;
  if (row?.repeat !== true) return { repeat: false, id: Prisma.sql`event.link_id`, join: Prisma.empty };
  return {
    repeat: true,
    id: Prisma.sql`coalesce(place.destination, event.link_id)`,
    join: Prisma.sql`LEFT JOIN (
      SELECT link.id, min(link.id) OVER (PARTITION BY link.url) AS destination FROM link WHERE link.mailing_id = ${mailingId}
    ) AS place ON place.id = event.link_id`,
  };
}
