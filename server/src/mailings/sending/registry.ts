import type { Language, UtmTemplate, Wrapping } from '@waymark/core';
import { assertLinksAllowed } from '../../accounts/limits.ts';
import type { LinkOutcome } from '../../deep-links/judging/link-outcome.ts';
import type { JudgingProject } from '../../deep-links/judging/links-of-mailing.ts';
import { type SignerNeeds, signerOf, type TokenKeys, tokenKeysOf } from '../../domains/signer.ts';
import { findOwnProject } from '../../projects/project.ts';
import { utmOf } from '../../projects/utm-template.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { findOwnMailing } from '../mailing.ts';
import {
  findBody,
  findDestinations,
  findLinkIds,
  findMailingDomains,
  insertBody,
  insertLinks,
  insertMailing,
  type PlaceToStore,
  type StoredDestination,
} from '../store.ts';
import { type TrackingHostNeeds, trackingHostsAmong } from '../tracking-hosts.ts';
import {
  type NotRendered,
  type NotWrapped,
  onlyVerified,
  usableDomains,
  whyNotRendered,
  whyNotWrapped,
} from '../wrapping.ts';

/** What decides how the mail of a project is wrapped. */
export interface SendingProject {
  readonly name: string;
  /** The host that links are wrapped on, or null. */
  readonly clickHost: string | null;
  readonly tracksOpens: boolean;
  /** Of wrapped links, and of pixels; those of an example where nothing is wrapped. */
  readonly origin: string;
  readonly pixelOrigin: string;
  readonly utm: UtmTemplate | null;
  /** What happens to links that open an app and would no longer do so when wrapped; and to those of public apps. */
  readonly deepLinks: 'leave' | 'track';
  readonly publicAppLinks: 'leave' | 'track';
  readonly reason: NotWrapped | null;
}

/** A mailing with the link at each of its places, in order. */
export interface MailingToStore {
  readonly projectId: string;
  readonly name: string;
  readonly test: boolean;
  readonly places: readonly PlaceToStore[];
  /** Its mail, where the server is to render it. */
  readonly body?: string | undefined;
}

/** What a mailing is rendered with, and why nothing of it is wrapped, if so. */
export interface Rendering {
  readonly prepared: string;
  readonly wrapping: Wrapping;
  readonly reason: NotRendered | null;
}

/**
 * What is stored about an account's mailings, as far as sending needs it. What is handed in and returned is plain data,
 * since long mails are worked on in another thread.
 */
export interface Registry {
  /** `language`: of the reason why nothing is wrapped. Throws no_such_project. */
  project(projectId: string, language: Language): Promise<SendingProject>;
  /**
   * What is known of links, as they are written, and what was chosen for them. Asks hosts of which nothing is known, and
   * takes some seconds at most. Nothing is said of links of a project that wraps none. Throws no_such_project.
   */
  deepLinks(projectId: string, urls: readonly string[]): Promise<readonly LinkOutcome[]>;
  /** Which of these hosts are verified tracking domains. */
  trackingHostsAmong(hosts: readonly string[]): Promise<readonly string[]>;
  /** Stores a mailing. When it resolves, this server answers its links. Throws no_such_project. */
  store(mailing: MailingToStore): Promise<Wrapping>;
  /** A mailing that was registered with its mail. Throws no_such_mailing, not_prepared. */
  rendering(mailingId: number, language: Language): Promise<Rendering>;
  /** The keys of a mailing's tokens, and what its project adds to destinations. Throws no_such_mailing. */
  tokensOf(mailingId: number): Promise<{ readonly keys: readonly TokenKeys[]; readonly utm: UtmTemplate | null }>;
  /** By id: those of a mailing's links that are stored. */
  destinationsOf(mailingId: number, linkIds: readonly number[]): Promise<ReadonlyMap<number, StoredDestination>>;
}

/** Dependencies of a registry. */
export interface RegistryNeeds extends SignerNeeds, TrackingHostNeeds {
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** What becomes of the links of a mailing; never rejects. */
  readonly linksOfMailing: (
    accountId: string,
    project: JudgingProject,
    urls: readonly string[],
  ) => Promise<readonly LinkOutcome[]>;
}

/** The registry of an account, for one request: what was looked up of a project holds until its end. */
export function createRegistry(needs: RegistryNeeds, accountId: string): Registry {
  const { database, originOf, caughtUp } = needs;
  const projects = new Map<string, ReturnType<typeof findOwnProject>>();
  const findProject = (id: string) => {
    const found = projects.get(id) ?? findOwnProject(database, accountId, id);
    projects.set(id, found);
    return found;
  };
  return {
    async project(projectId, language) {
      const project = await findProject(projectId);
      const { clicks, opens } = usableDomains(project);
      const origin = originOf((clicks ?? opens)?.host ?? 'click.example.com');
      return {
        name: project.name,
        clickHost: clicks?.host ?? null,
        tracksOpens: opens !== null,
        origin,
        pixelOrigin: opens ? originOf(opens.host) : origin,
        utm: utmOf(project),
        deepLinks: project.deepLinks,
        publicAppLinks: project.publicAppLinks,
        reason: whyNotWrapped(project, language),
      };
    },

    async deepLinks(projectId, urls) {
      const project = await findProject(projectId);
      const { clicks } = usableDomains(project);
      if (clicks === null || urls.length === 0) return [];
      return needs.linksOfMailing(accountId, { id: project.id, clickDomainId: clicks.id, utm: project.utm }, urls);
    },

    trackingHostsAmong: (hosts) => trackingHostsAmong(needs, hosts),

    async store({ projectId, name, test, places, body }) {
      const project = await findProject(projectId);
      const { clicks, opens } = usableDomains(project);
      const domains = { clickDomainId: clicks?.id ?? null, openDomainId: opens?.id ?? null };
      const { id, links } = await database.$transaction(async (transaction) => {
        const id = await insertMailing(transaction, { accountId, projectId: project.id, name, test, ...domains });
        if (body !== undefined) await insertBody(transaction, accountId, id, body);
        const links = await insertLinks(transaction, accountId, id, clicks ? places : []);
        if (links.length > 0) await assertLinksAllowed(transaction, accountId);
        return { id, links };
      });
      await caughtUp();
      return {
        mailing: id,
        clicks: clicks && { ...(await signerOf(needs, clicks)), links },
        opens: opens && (await signerOf(needs, opens)),
      };
    },

    async rendering(mailingId, language) {
      const { projectId } = await findOwnMailing(database, accountId, mailingId);
      const prepared = await findBody(database, accountId, mailingId);
      if (prepared === null) throw new ApiError('not_prepared');
      const { clicks, opens } = onlyVerified(await findMailingDomains(database, accountId, mailingId));
      const reason = clicks || opens ? null : whyNotRendered(await findProject(projectId), language);
      const links = clicks ? await findLinkIds(database, accountId, mailingId) : [];
      const wrapping = {
        mailing: mailingId,
        clicks: clicks && { ...(await signerOf(needs, clicks)), links },
        opens: opens && (await signerOf(needs, opens)),
      };
      return { prepared, wrapping, reason };
    },

    async tokensOf(mailingId) {
      const { projectId } = await findOwnMailing(database, accountId, mailingId);
      const utm = utmOf(await findProject(projectId));
      const { clicks, opens } = await findMailingDomains(database, accountId, mailingId);
      const keys = await Promise.all([
        ...(clicks ? [tokenKeysOf(needs, clicks, ['c', 'a'])] : []),
        ...(opens ? [tokenKeysOf(needs, opens, ['o'])] : []),
      ]);
      return { keys, utm };
    },

    destinationsOf: (mailingId, linkIds) => findDestinations(database, accountId, mailingId, linkIds),
  };
}
