import { type EventReason, explainEventReason, type Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { reasonReport } from '../events/reports/reports.ts';

/** The event clients and reasons of a mailing's events, the most frequent first, each with an explanation. */
export async function reasonsOf(database: Database, accountId: string, mailingId: number, language: Language) {
  const reasons = await reasonReport(database, accountId, mailingId);
  return reasons.map((row) => ({ ...row, explanation: explainEventReason(row.reason as EventReason, language) }));
}
