import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma } from '@waymark/prisma';
import type { Incident } from '../../observability/incident.ts';
import { choicesFor } from '../../projects/choices/link-choices.ts';
import { addedParameters } from '../../projects/utm-template.ts';
import { listedAppsOf } from '../apps/listed-apps.ts';
import { type AskedLink, readLinks } from '../asked-link.ts';
import { inspectedAmong } from '../inspected-hosts.ts';
import { type AskingNeeds, askHosts, standingsOf } from './ask-hosts.ts';
import { judgeAlone } from './judge-links.ts';
import { type JudgedLinks, outcomeOf } from './judged-links.ts';
import type { LinkOutcome } from './link-outcome.ts';

/** Dependencies of saying what becomes of the links of a mail. */
export interface LinksNeeds extends AskingNeeds {
  readonly outcomes: Pick<JudgedLinks, 'of'>;
}

/** The same for a mailing that is registered. */
export interface MailingLinksNeeds extends LinksNeeds {
  /** Hears of mailings for which nothing could be found out, and not because of their links. */
  readonly unjudged: Pick<Incident, 'failed' | 'worked'>;
}

/** The project that links are judged for, with the domain that its links are wrapped on, and its UTM template. */
export interface JudgingProject {
  readonly id: string;
  readonly clickDomainId: string | null;
  readonly utm: Prisma.JsonValue;
}

/** How long a mailing waits for hosts that nothing is known of; and for a database that hangs, in all. */
const [waitMs, databaseMs] = [3000, 4000];
/** How long judging may take that has begun: thousands of links take seconds on a machine that is busy. */
const judgingMs = 8000;

/**
 * What becomes of the links of a mailing that is registered, and what was chosen for them. Hosts of which nothing is known
 * are asked; who takes too long is known for the next mailing. Whatever else fails, the mailing goes on: then nothing is
 * known of its links but what was chosen, if that. Never rejects.
 */
export async function linksOfMailing(
  needs: MailingLinksNeeds,
  accountId: string,
  project: JudgingProject,
  urls: readonly string[],
): Promise<LinkOutcome[]> {
  const links = await readLinks(urls, addedParameters(project));
  const inTime = <Known>(known: Promise<Known>, limitMs: number): Promise<Known | undefined> =>
    Promise.race([known.catch(needs.unjudged.failed), sleep(limitMs, undefined, { ref: false })]).then(
      (answer) => answer ?? undefined,
    );
  // Each for itself, so that what is late or fails takes nothing else with it.
  const [asked, context] = await Promise.all([
    inTime(askHosts(needs, accountId, hostsOf(links), { waitMs }), databaseMs),
    inTime(contextOf(needs, project, links), databaseMs),
  ]);
  const judging = asked && context && needs.outcomes.of(links, asked.standings, context.listed);
  const judged = judging && (await inTime(judging, judgingMs));
  if (judged !== undefined) needs.unjudged.worked();
  return withChoices(judged ?? links.map((link) => outcomeOf(link, judgeAlone(link))), links, context ?? nothing);
}

/**
 * The same for a preview, from what is known: nobody is asked. An account is told of hosts only that it asked about itself,
 * since what others asked about is none of its business.
 */
export async function linksKnown(
  needs: LinksNeeds,
  accountId: string,
  project: JudgingProject | null,
  urls: readonly string[],
): Promise<LinkOutcome[]> {
  const { database, now } = needs;
  const links = await readLinks(urls, project === null ? [] : addedParameters(project));
  const [hosts, context] = await Promise.all([
    inspectedAmong(database, accountId, hostsOf(links)),
    project === null ? nothing : contextOf(needs, project, links),
  ]);
  const judged = await needs.outcomes.of(links, await standingsOf(database, hosts, now()), context.listed);
  return withChoices(judged, links, context);
}

const nothing = { listed: [], choices: new Map<string, never>() };

type Context = Awaited<ReturnType<typeof contextOf>> | typeof nothing;

async function contextOf({ database }: LinksNeeds, project: JudgingProject, links: readonly AskedLink[]) {
  const { id, clickDomainId } = project;
  const addresses = links.flatMap(({ address }) => address ?? []);
  const [listed, choices] = await Promise.all([
    listedAppsOf(database, clickDomainId),
    choicesFor(database, id, addresses),
  ]);
  return { listed, choices };
}

function hostsOf(links: readonly AskedLink[]): readonly string[] {
  return [...new Set(links.flatMap(({ host }) => host ?? []))];
}

function withChoices(
  judged: readonly LinkOutcome[],
  links: readonly AskedLink[],
  { choices }: Pick<Context, 'choices'>,
): LinkOutcome[] {
  return judged.map((outcome, index) => {
    const choice = choices.get(links[index]?.address ?? '');
    return choice === undefined ? outcome : { ...outcome, choice };
  });
}
