import { hasTooManyLinks, type Language, toLabel, type Wrapping } from '@waymark/core';
import type { LinkOutcome } from '../../deep-links/judging/link-outcome.ts';
import { ApiError } from '../../rpc/api-error.ts';
import type { Caller } from '../../rpc/caller.ts';
import { hostOf } from '../judge-url.ts';
import { tooManyLinks } from '../limits.ts';
import type { MailThreads } from '../threads/mail-threads.ts';
import type { NotWrapped } from '../wrapping.ts';
import type { Registry, SendingProject } from './registry.ts';

/** Dependencies of registering and wrapping mail. */
export interface SendingNeeds {
  readonly registryOf: (accountId: string) => Registry;
  /** Notes that a program registered a mailing of a project. */
  readonly noteSender: (caller: Caller, projectId: string) => Promise<void>;
  /** Whether members reach this server only on their own machine: then links may lead to it. */
  readonly tryOut: boolean;
  readonly threads: Pick<MailThreads, 'run'>;
}

/** What a sender needs to render a mailing, or why nothing can be wrapped. */
export type Registered =
  | {
      readonly mailingId: number;
      readonly wrapping: Wrapping;
      readonly reason: null;
      /** What is known of the destinations that an app may open; null where the sender has asked before. */
      readonly deepLinks: readonly LinkOutcome[] | null;
    }
  | { readonly mailingId: null; readonly wrapping: null; readonly reason: NotWrapped; readonly deepLinks: null };

/** A mailing as its sender hands it in. */
export interface MailingToRegister {
  readonly projectId: string;
  readonly name: string;
  /** The destination at each place of the mail, in order; one that stands at two places is there twice. */
  readonly urls: readonly string[];
  /** What the link at each place is called in reports; senders of older versions know no labels. */
  readonly labels?: readonly string[] | undefined;
  /** The places whose wrapped links are app links; a sender who has asked what becomes of the links says which, if any. */
  readonly appLinks?: readonly number[] | undefined;
  /** Whether it is sent to try it out. */
  readonly test: boolean;
  /** Its mail as `renderMailing` needs it, where the server is to render it. */
  readonly body?: string | undefined;
}

/**
 * Registers a mailing with the destinations at its places, in the given order, and returns what its tokens are sealed
 * with. When it resolves, this server answers the links. Throws no_such_project, too_many_links, link_refused, too_busy.
 */
export async function createMailing(
  needs: SendingNeeds,
  accountId: string,
  mailing: MailingToRegister,
  language: Language,
): Promise<Registered> {
  if (hasTooManyLinks(mailing.urls, mailing.urls.length)) throw tooManyLinks();
  const registry = needs.registryOf(accountId);
  const project = await registry.project(mailing.projectId, language);
  await refuseUnfitUrls(needs, accountId, { registry, project, urls: mailing.urls, language });
  if (project.reason) return { mailingId: null, wrapping: null, reason: project.reason, deepLinks: null };
  const { projectId, name, test, urls, labels, appLinks, body } = mailing;
  const isAppLink = new Set(appLinks);
  const places = urls.map((url, place) => ({
    url,
    label: toLabel(labels?.[place] ?? ''),
    appLink: isAppLink.has(place),
  }));
  const known = appLinks === undefined ? await registry.deepLinks(projectId, [...new Set(urls)]) : null;
  const wrapping = await registry.store({ projectId, name, test, places, body });
  return { mailingId: wrapping.mailing, wrapping, reason: null, deepLinks: known?.filter(isOfInterest) ?? null };
}

/** Whether anything is to be said of a link, or was chosen for it. */
export function isOfInterest({ outcome, choice }: LinkOutcome): boolean {
  return outcome !== 'opens-no-app' || choice !== undefined;
}

/** The sender has judged the links already, but redirects are made from what arrives here, so they are judged again. */
async function refuseUnfitUrls(
  { threads, tryOut }: SendingNeeds,
  accountId: string,
  {
    registry,
    project,
    urls,
    language,
  }: { registry: Registry; project: SendingProject; urls: readonly string[]; language: Language },
): Promise<void> {
  if (urls.length === 0) return;
  const context = {
    allowLocalHosts: tryOut,
    trackingHost: project.clickHost ?? undefined,
    trackingHosts: await registry.trackingHostsAmong([...new Set(urls.map(hostOf))]),
  };
  const unfit = await threads.run(accountId, { kind: 'judge', urls, context, language });
  if (unfit === undefined) return;
  const unwritten = {
    en: {
      explanation: 'it is not written the way a browser would open it.',
      advice: `Send the URL that prepare() returned: ${unfit.url}.`,
    },
    de: {
      explanation: 'Er ist nicht so geschrieben, wie ein Browser ihn öffnen würde.',
      advice: `Senden Sie die URL, die prepare() geliefert hat: ${unfit.url}.`,
    },
  };
  throw new ApiError('link_refused', { number: String(unfit.index + 1), ...(unfit.refusal ?? unwritten[language]) });
}
