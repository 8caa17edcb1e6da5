import type { Database } from '@waymark/prisma';

/** A link of some message on a tracking domain. */
export interface DomainLink {
  readonly id: number;
  readonly destination: string;
  readonly messageId: number;
  readonly messageName: string;
  readonly createdAt: Date;
}

const pageSize = 1000;

/** How many messages have their links or their pixel on a tracking domain, and how many links there are. */
export async function countOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
): Promise<{ readonly messages: number; readonly links: number }> {
  const onDomain = { OR: [{ clickDomainId: domainId }, { openDomainId: domainId }] };
  const [messages, links] = await Promise.all([
    database.message.count({ where: { accountId, ...onDomain } }),
    database.link.count({ where: { accountId, message: { clickDomainId: domainId } } }),
  ]);
  return { messages, links };
}

/** Every link on a tracking domain, by message and place in it; read from the database as fast as it is taken. */
export async function* linksOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
): AsyncGenerator<DomainLink> {
  for (let [message, link] = [0n, 0n]; ; ) {
    const rows = await database.$queryRaw<(Omit<DomainLink, 'id' | 'messageId'> & { id: bigint; messageId: bigint })[]>`
      SELECT link.id, link.destination, message.id AS "messageId", message.name AS "messageName", message.created_at AS "createdAt"
      FROM message
      JOIN link ON link.message_id = message.id
      WHERE message.account_id = ${accountId}::uuid AND message.click_domain_id = ${domainId}::uuid
        AND message.id >= ${message} AND (message.id, link.id) > (${message}, ${link})
      ORDER BY message.id, link.id
      LIMIT ${pageSize}`;
    for (const row of rows) yield { ...row, id: Number(row.id), messageId: Number(row.messageId) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    [message, link] = [last.messageId, last.id];
  }
}
