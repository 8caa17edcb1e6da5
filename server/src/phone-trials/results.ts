import type { Language } from '@waymark/core';
import type { Database, PhoneResult } from '@waymark/prisma';
import type { TriedView } from '../deep-links/tried.ts';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';
import { noteBrowsers } from './answers.ts';
import { maxTriedLength } from './trial.ts';
import { toResultView } from './view.ts';

/** How many results an inspected link is shown with. */
const maxBeside = 3;

const ofPresentProject = { project: { deletedAt: null } };

/** The results of a trial, the newest first, with what the server saw meanwhile. */
export async function resultsOfTrial(database: Database, trialId: string): Promise<PhoneResult[]> {
  await noteBrowsers(database, [trialId]);
  return database.phoneResult.findMany({ where: { trialId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
}

/** What the links of an account's trials opened at an address, the newest first. */
export function resultsOfUrl(
  database: Database,
  accountId: string,
  url: string,
  { cursor, limit }: { readonly cursor?: MomentCursor | undefined; readonly limit: number },
): Promise<PhoneResult[]> {
  return database.phoneResult.findMany({
    where: { accountId, url, ...ofPresentProject, ...olderThan(cursor) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** By address: the newest results of each, few of them, as they are shown beside it. */
export async function triedBefore(
  database: Database,
  accountId: string,
  urls: readonly string[],
  language: Language,
): Promise<ReadonlyMap<string, readonly TriedView[]>> {
  // No other links were tried, and PostgreSQL accepts no NUL.
  const possible = new Set(urls.filter((url) => url.length <= maxTriedLength && !url.includes('\0')));
  const found = await database.$queryRaw<{ id: string }[]>`
    SELECT newest.id FROM unnest(${[...possible]}::text[]) AS asked (url), LATERAL (
      SELECT phone_result.id FROM phone_result JOIN project ON project.id = phone_result.project_id
      WHERE phone_result.account_id = ${accountId}::uuid AND phone_result.url = asked.url AND project.deleted_at IS NULL
      ORDER BY phone_result.at DESC, phone_result.id DESC LIMIT ${maxBeside}::int
    ) AS newest`;
  if (found.length === 0) return new Map();
  const rows = await database.phoneResult.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  const views = rows.map((row) => toResultView(row, language));
  return Map.groupBy(views, ({ url }) => url);
}
