import { randomUUID } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { factories } from '@waymark/prisma/testing';
import type { TrackingEvent } from '../edge/journal/journal.ts';

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** An account with a project and a mailing of two links; ids as numbers. */
export async function sentMailing(database: Database) {
  const make = factories(database);
  const account = await make.account();
  const { domain } = await make.domain(account.id);
  const project = await make.project(account.id);
  const { mailing, links } = await make.mailing(account.id, project.id, domain.id, [
    'https://a.example/',
    'https://b.example/',
  ]);
  const [first, second] = links.map((link) => Number(link.id)) as [number, number];
  return {
    accountId: account.id,
    projectId: project.id,
    domainId: domain.id,
    mailingId: Number(mailing.id),
    links: [first, second] as const,
  };
}

/** An event as read from a journal. */
export function eventOf(type: 'click' | 'open', subject: number, rest: Partial<TrackingEvent> = {}): TrackingEvent {
  return { id: randomUUID(), type, subject, at: Date.UTC(2026, 10, 23), userAgent: firefox, ...rest };
}
