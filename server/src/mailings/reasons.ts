import { type EventReason, explainEventReason, type Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { reasonReport } from '../events/reports/reports.ts';

/** What the events of a mailing were taken for, the most frequent first, each with a sentence that says why. */
export async function reasonsOf(database: Database, accountId: string, mailingId: number, language: Language) {
  const reasons = await reasonReport(database, accountId, mailingId);
  return reasons.map((row) => ({ ...row, explanation: explainEventReason(row.reason as EventReason, language) }));
}
