import { z } from 'zod';

/** What a backup says about itself, before its tables. */
export const backupHead = z.object({
  format: z.literal(1),
  /** When its snapshot of the database was taken. */
  at: z.iso.datetime(),
  installation: z.string(),
  /** The id of the master key that its secrets are encrypted with; undefined for none. */
  masterKey: z.string().optional(),
  /** Those that the database had. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).readonly() })),
  /** The first moment of each month that has events. */
  eventMonths: z.array(z.string()),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
});

export type BackupHead = z.infer<typeof backupHead>;

/** Names of entries. */
export const entryNames = {
  head: 'backup.json',
  settings: 'settings.env',
  /** `tables/<name>/<part>` */
  tables: 'tables',
  /** `event-log/<folder>/<file>` */
  eventLog: 'event-log',
  /** The master keys, as in their file. */
  masterKey: 'master-key',
  /** Files that settings name: `files/<setting>` */
  files: 'files',
} as const;
