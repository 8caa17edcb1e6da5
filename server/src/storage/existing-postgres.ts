import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';

/** The embedded database of a data folder, which is never made for a program that only uses it. Throws a sentence if there is none. */
export function startExistingPostgres(dataFolder: string) {
  const folder = join(dataFolder, 'postgres');
  if (!existsSync(folder))
    throw new Error(`There is no database in ${folder}. Set WAYMARK_DATA or DATABASE_URL as for the server.`);
  return startEmbeddedPostgres(folder);
}
