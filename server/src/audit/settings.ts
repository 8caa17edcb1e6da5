import type { Database, IpMode } from '@waymark/prisma';

/** What an owner may change; what is left out stays. */
export interface AuditSettingsChange {
  readonly retentionDays?: number | undefined;
  readonly ipMode?: IpMode | undefined;
}

const defaults = { retentionDays: 365, ipMode: 'truncated' } as const;

/** For how many days an account keeps its audit log, and how much of an address. */
export async function auditSettings(database: Database, accountId: string) {
  const { retentionDays, ipMode } = (await database.auditSettings.findUnique({ where: { accountId } })) ?? defaults;
  return { retentionDays, ipMode };
}

/** Changes these settings; addresses that are stored already stay as they are. */
export async function changeAuditSettings(database: Database, accountId: string, given: AuditSettingsChange) {
  const { retentionDays, ipMode } = given;
  const change = { ...(retentionDays !== undefined && { retentionDays }), ...(ipMode && { ipMode }) };
  await database.auditSettings.upsert({ where: { accountId }, create: { accountId, ...change }, update: change });
  return auditSettings(database, accountId);
}

/** The job that deletes what is older than its account keeps. */
export async function pruneAuditLog(database: Database, now: Date): Promise<void> {
  await database.$executeRaw`
    DELETE FROM audit_entry USING account LEFT JOIN audit_settings ON audit_settings.account_id = account.id
    WHERE audit_entry.account_id = account.id
      AND audit_entry.at < ${now}::timestamptz - make_interval(days => coalesce(retention_days, ${defaults.retentionDays}::int))`;
}
