import type { Database } from '@waymark/prisma';

/** A link of a mailing on a tracking domain. */
export interface DomainLink {
  readonly id: number;
  readonly url: string;
  readonly mailingId: number;
  readonly mailingName: string;
  readonly createdAt: Date;
}

const pageSize = 1000;

/** How many mailings use a tracking domain for links or pixel, and how many links there are; test sends do not count. */
export async function countOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
): Promise<{ readonly mailings: number; readonly links: number }> {
  const sent = { accountId, test: false };
  const onDomain = { OR: [{ clickDomainId: domainId }, { openDomainId: domainId }] };
  const [mailings, links] = await Promise.all([
    database.mailing.count({ where: { ...sent, ...onDomain } }),
    database.link.count({ where: { accountId, mailing: { ...sent, clickDomainId: domainId } } }),
  ]);
  return { mailings, links };
}

/**
 * Streams every link on a tracking domain, ordered by mailing and position; reads only as fast as rows are consumed.
 */
export async function* linksOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
): AsyncGenerator<DomainLink> {
  for (let [mailing, link] = [0n, 0n]; ; ) {
    const rows = await database.$queryRaw<(Omit<DomainLink, 'id' | 'mailingId'> & { id: bigint; mailingId: bigint })[]>`
      SELECT link.id, link.url, mailing.id AS "mailingId", mailing.name AS "mailingName", mailing.created_at AS "createdAt"
      FROM mailing
      JOIN link ON link.mailing_id = mailing.id
      WHERE mailing.account_id = ${accountId}::uuid AND mailing.click_domain_id = ${domainId}::uuid
        AND mailing.id >= ${mailing} AND (mailing.id, link.id) > (${mailing}, ${link})
      ORDER BY mailing.id, link.id
      LIMIT ${pageSize}`;
    for (const row of rows) yield { ...row, id: Number(row.id), mailingId: Number(row.mailingId) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    [mailing, link] = [last.mailingId, last.id];
  }
}
