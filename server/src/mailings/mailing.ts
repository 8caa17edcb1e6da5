import { type Language, toLabel, type VerdictContext, type Wrapping } from '@waymark/core';
import type { Database, Mailing } from '@waymark/prisma';
import { type SignerNeeds, signerOf } from '../domains/signer.ts';
import { findOwnProject } from '../projects/project.ts';
import { ApiError } from '../rpc/api-error.ts';
import { maxLinks, maxLinksInMail, tooManyLinks } from './limits.ts';
import { findMailing, insertLinks, insertMailing } from './store.ts';
import type { MailThreads } from './threads/mail-threads.ts';
import { type TrackingHostNeeds, trackingHostsAmong } from './tracking-hosts.ts';
import { type NotWrapped, usableDomains, whyNotWrapped } from './wrapping.ts';

/** Dependencies of registering a mailing. */
export interface RegisterNeeds extends SignerNeeds, TrackingHostNeeds {
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Whether members reach this server only on their own machine: then links may lead to it. */
  readonly tryOut: boolean;
  readonly threads: Pick<MailThreads, 'run'>;
}

/** What a sender needs to render a mailing, or why nothing can be wrapped. */
export type Registered =
  | { readonly mailingId: number; readonly wrapping: Wrapping; readonly reason: null }
  | { readonly mailingId: null; readonly wrapping: null; readonly reason: NotWrapped };

/** A mailing as its sender hands it in. */
export interface MailingToRegister {
  readonly projectId: string;
  readonly name: string;
  /** The destination at each place of the mail, in order; one that stands at two places is there twice. */
  readonly urls: readonly string[];
  /** What the link at each place is called in reports; senders of older versions know no labels. */
  readonly labels?: readonly string[] | undefined;
  /** Whether it is sent to try it out. */
  readonly test: boolean;
}

/**
 * Registers a mailing with the destinations at its places, in the given order, and returns what its tokens are sealed
 * with. When it resolves, this server answers the links. Throws no_such_project, too_many_links, link_refused, too_busy.
 */
export async function createMailing(
  needs: RegisterNeeds,
  accountId: string,
  mailing: MailingToRegister,
  language: Language,
): Promise<Registered> {
  const { database, caughtUp, tryOut } = needs;
  if (new Set(mailing.urls).size > maxLinks || mailing.urls.length > maxLinksInMail) throw tooManyLinks();
  const project = await findOwnProject(database, accountId, mailing.projectId);
  const { clicks, opens } = usableDomains(project);
  const context = { allowLocalHosts: tryOut, trackingHost: clicks?.host };
  await refuseUnfitUrls(needs, accountId, { urls: mailing.urls, context, language });
  const reason = whyNotWrapped(project);
  if (reason) return { mailingId: null, wrapping: null, reason };

  const places = (clicks ? mailing.urls : []).map((url, place) => ({
    url,
    label: toLabel(mailing.labels?.[place] ?? ''),
  }));
  const domains = { clickDomainId: clicks?.id ?? null, openDomainId: opens?.id ?? null };
  const { id, links } = await database.$transaction(async (transaction) => {
    const row = { accountId, projectId: project.id, name: mailing.name, test: mailing.test, ...domains };
    const id = await insertMailing(transaction, row);
    return { id, links: await insertLinks(transaction, accountId, id, places) };
  });
  await caughtUp();
  const wrapping: Wrapping = {
    mailing: id,
    clicks: clicks && { ...(await signerOf(needs, clicks)), links },
    opens: opens && (await signerOf(needs, opens)),
  };
  return { mailingId: id, wrapping, reason: null };
}

/** The sender has judged the links already, but redirects are made from what arrives here, so they are judged again. */
async function refuseUnfitUrls(
  needs: RegisterNeeds,
  accountId: string,
  { urls, context, language }: { urls: readonly string[]; context: VerdictContext; language: Language },
): Promise<void> {
  if (urls.length === 0) return;
  const rules = { ...context, trackingHosts: await trackingHostsAmong(needs, urls) };
  const unfit = await needs.threads.run(accountId, { kind: 'judge', urls, context: rules, language });
  if (unfit === undefined) return;
  const unwritten = {
    explanation: 'it is not written the way a browser would open it.',
    advice: `Send the URL that prepare() returned: ${unfit.url}.`,
  };
  throw new ApiError('link_refused', { number: String(unfit.index + 1), ...(unfit.refusal ?? unwritten) });
}

/** One mailing of an account. Throws no_such_mailing. */
export async function findOwnMailing(database: Database, accountId: string, id: number): Promise<Mailing> {
  const mailing = await findMailing(database, accountId, id);
  if (!mailing) throw new ApiError('no_such_mailing');
  return mailing;
}
