import type { Database } from '@waymark/prisma';
import { sharedDomain } from './shared-domain.ts';
import { type Trial, targetOf } from './trial.ts';
import type { Opened, Way } from './ways.ts';

/** How many results a trial may have, from all phones together. */
export const maxResults = 200;
/** How many characters a device and a version have. */
export const [maxDevice, maxVersion] = [80, 40];

/** What a tester says of one tap. */
export interface Answer {
  /** Which of the trial's links. */
  readonly place: number;
  readonly way: Way;
  readonly opened: Opened;
  readonly device: string;
  /** Empty if it was not said. */
  readonly appVersion: string;
}

/**
 * Stores what opened; a second answer about the same link, way and device takes the place of the first. Returns why it was not
 * stored, if so: there is no such link, or the trial has as many results as it may have.
 */
export function storeAnswer(
  database: Database,
  trial: Trial,
  { place, way, opened, device, appVersion }: Answer,
  { now, address }: { readonly now: Date; readonly address: string },
): Promise<'no-such-link' | 'full' | undefined> {
  const link = trial.links[place];
  const target = link && targetOf(trial, link, way);
  if (!link || !target || target.url === null) return Promise.resolve('no-such-link');
  const { id: trialId, accountId, projectId, createdAt } = trial.row;
  const { linkId } = target;
  const said = { opened, appVersion, at: now };
  return database.$transaction(async (transaction) => {
    // Answers of several phones at once are stored one after the other.
    await transaction.$executeRaw`SELECT FROM phone_trial WHERE id = ${trialId}::uuid FOR NO KEY UPDATE`;
    const others = await transaction.phoneResult.findMany({
      where: { trialId, place, way, NOT: { device } },
      orderBy: { at: 'desc' },
      take: 1,
    });
    const changed = await transaction.phoneResult.updateMany({ where: { trialId, place, way, device }, data: said });
    if (changed.count > 0) return undefined;
    if ((await transaction.phoneResult.count({ where: { trialId } })) >= maxResults) return 'full';
    await transaction.phoneResult.create({
      data: {
        ...{ accountId, projectId, trialId, place, url: link.url, way, linkId, device, ...said },
        since: others[0]?.at ?? createdAt,
        sharedDomain: sharedDomain(new URL(address).hostname, link, way),
      },
    });
    return undefined;
  });
}

/**
 * Notes beside the results of trials when a browser asked for the link that was tapped: the last time before the tester
 * answered, and after the answer before that. Events are stored a moment after their answer, and deleted with their mailing.
 */
export async function noteBrowsers(database: Database, trialIds: readonly string[]): Promise<void> {
  await database.$executeRaw`
    UPDATE phone_result SET browser_at = seen.at
    FROM (
      SELECT result.id, max(event.at) AS at
      FROM phone_result AS result JOIN event ON event.link_id = result.link_id
      WHERE result.trial_id = ANY(${trialIds}::uuid[]) AND event.type = 'click' AND event.client = 'human'
        AND event.user_agent LIKE 'Mozilla/%' AND event.at > result.since AND event.at <= result.at
      GROUP BY result.id
    ) AS seen
    WHERE phone_result.id = seen.id AND phone_result.browser_at IS DISTINCT FROM seen.at`;
}
