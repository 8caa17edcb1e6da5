import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppIdentity } from '@waymark/core';
import type { Change, DomainEntry, LinkEntry, LookUp, MailingEntry, StoredLink } from './entities.ts';
import { LinkCache } from './link-cache.ts';
import { PendingLinks } from './pending-links.ts';
import { ReadThroughCache } from './read-through-cache.ts';
import { Replica } from './replica.ts';

const sendable = /^https?:\/\/[\x21-\x7e]+$/;
const lookUpTimeoutMs = 1000;
const defaultMaxCachedLinks = 1_000_000;

export interface LinkMapOptions {
  readonly replica?: Replica;
  readonly lookUp?: LookUp;
  /** How many links are cached, at about 200 bytes each, with a quarter as many mailings and a tenth as many hosts. */
  readonly maxCachedLinks?: number;
}

/**
 * The hosts, keys, mailings, links and opt-outs known to this process: the replica has all of them, memory those in
 * use.
 */
export class LinkMap {
  readonly #replica: Replica;
  readonly #lookUp: LookUp;
  readonly #pending = new PendingLinks();
  readonly #domains: ReadThroughCache<string, DomainEntry>;
  readonly #mailings: ReadThroughCache<number, MailingEntry>;
  readonly #links: LinkCache;

  constructor({
    replica = new Replica(),
    lookUp = async () => [],
    maxCachedLinks = defaultMaxCachedLinks,
  }: LinkMapOptions = {}) {
    this.#replica = replica;
    this.#lookUp = lookUp;
    this.#domains = new ReadThroughCache(Math.ceil(maxCachedLinks / 10), (host) => replica.domain(host));
    this.#mailings = new ReadThroughCache(Math.ceil(maxCachedLinks / 4), (id) => replica.mailing(id));
    this.#links = new LinkCache(maxCachedLinks);
  }

  /** The domain that answers on a host. */
  domainOf(host: string): DomainEntry | undefined {
    return this.#domains.get(host);
  }

  /** The apps of the domain that answers on a host. Asked for rarely, so they are not kept in memory. */
  appsOf(host: string): readonly AppIdentity[] {
    return this.#replica.apps(host);
  }

  mailing(id: number): MailingEntry | undefined {
    return this.#mailings.get(id);
  }

  /** A link with its mailing. A destination that could not be sent byte for byte counts as unknown. */
  link(id: number): LinkEntry | undefined {
    const link = this.#links.get(id) ?? this.#linkOfReplica(id);
    const mailing = link && this.mailing(link.mailingId);
    return mailing && { url: link.url, mailing };
  }

  /** Whether nothing may be stored about this recipient. Needs no look-up if no recipient of the account opted out. */
  optedOut(mailing: MailingEntry, recipient: string | undefined): boolean {
    return mailing.hasOptOuts && recipient !== undefined && this.#replica.optedOut(mailing.accountId, recipient);
  }

  /**
   * For a genuine token whose link or mailing is unknown, and therefore newer than this map: resolves when the feed delivers
   * it, or after `timeoutMs` and a query to the database. The caller then looks again.
   */
  waitFor(kind: 'link' | 'mailing', id: number, timeoutMs: number): Promise<void> {
    return this.#pending.wait(kind, id, timeoutMs, async () => {
      const found = await Promise.race([this.#lookUp(kind, id), sleep(lookUpTimeoutMs, [], { ref: false })]);
      try {
        this.#replica.insertMissing(found);
      } catch {
        this.#keepInMemory(found);
      }
      return found.length > 0;
    });
  }

  /** The feed's position; undefined when the replica has to be filled from scratch. */
  get progress(): string | undefined {
    return this.#replica.progress;
  }

  /**
   * Applies changes and records the feed's position after them. When it throws because the disk is full, they have to be
   * applied again later; until then new links and corrected destinations are served from memory, for as long as they stay there.
   */
  apply(changes: readonly Change[], progress?: string): void {
    try {
      this.#replica.write(changes, progress);
    } catch (error) {
      this.#keepInMemory(changes);
      throw error;
    }
    for (const change of changes) this.#evict(change);
  }

  /** The whole copy, for those who read all of it. */
  get copy(): DatabaseSync {
    return this.#replica.database;
  }

  #linkOfReplica(id: number): StoredLink | undefined {
    const link = this.#replica.link(id);
    if (link === undefined || !sendable.test(link.url)) return undefined;
    this.#links.set(id, link);
    return link;
  }

  /** Caches what the replica could not store: links, and mailings that come with their project. */
  #keepInMemory(changes: readonly Change[]): void {
    const project = changes.find((change) => change.kind === 'project');
    for (const change of changes) {
      if (change.kind === 'link' && sendable.test(change.url)) this.#links.set(change.id, change);
      if (change.kind !== 'mailing' || change.projectId !== project?.id) continue;
      const hasOptOuts = this.#replica.hasOptOuts(project.accountId);
      const ownConnections = this.#replica.ownConnections(project.accountId);
      this.#mailings.set(change.id, { ...project, ...change, hasOptOuts, ownConnections });
    }
  }

  /** Evicts what a change has made stale; it is read from the replica again on the next request. */
  #evict(change: Change): void {
    const kind = 'of' in change ? change.of : change.kind;
    // These are rare, and affect many mailings at once.
    if (kind === 'project' || kind === 'opt_out' || kind === 'own_connection') this.#mailings.clear();
    else if (kind === 'domain') this.#domains.clear();
    else if (change.kind === 'gone-between') (kind === 'mailing' ? this.#mailings : this.#links).clear();
    else if (kind === 'mailing') {
      this.#mailings.delete(Number(change.id));
      if (change.kind === 'gone') this.#links.clear();
    } else this.#links.delete(Number(change.id));
    if (change.kind === 'mailing' || change.kind === 'link') this.#pending.arrived(change.kind, change.id);
  }
}
