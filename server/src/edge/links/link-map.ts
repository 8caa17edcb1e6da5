import { setTimeout as sleep } from 'node:timers/promises';
import { type Hot, HotSet } from './clock-cache.ts';
import type { Change, KnownDomain, KnownLink, KnownMailing, LookUp } from './entities.ts';
import { HotLinks } from './link-cache.ts';
import { Arrivals } from './pending-links.ts';
import { Replica } from './replica.ts';

const sendable = /^https?:\/\/[\x21-\x7e]+$/;
const lookUpPatience = 1000;
const defaultHotLinks = 1_000_000;

/** What a link map is made of. */
export interface LinkMapOptions {
  readonly replica?: Replica;
  readonly lookUp?: LookUp;
  /** How many links stay in memory, at about 200 bytes each, with a quarter as many mailings and a tenth as many hosts. */
  readonly hotLinks?: number;
}

/** Hosts, keys, mailings, links and opt-outs as far as this process has heard of them: in memory what is asked for, all in its replica. */
export class LinkMap {
  readonly #replica: Replica;
  readonly #lookUp: LookUp;
  readonly #arrivals = new Arrivals();
  readonly #domains: HotSet<string, KnownDomain & Hot>;
  readonly #mailings: HotSet<number, KnownMailing & Hot>;
  readonly #links: HotLinks;

  constructor({ replica = new Replica(), lookUp = async () => [], hotLinks = defaultHotLinks }: LinkMapOptions = {}) {
    this.#replica = replica;
    this.#lookUp = lookUp;
    this.#domains = new HotSet(Math.ceil(hotLinks / 10));
    this.#mailings = new HotSet(Math.ceil(hotLinks / 4));
    this.#links = new HotLinks(hotLinks);
  }

  /** The domain that answers on a host. */
  domainOf(host: string): KnownDomain | undefined {
    return this.#domains.get(host) ?? this.#domains.keep(host, this.#replica.domain(host));
  }

  mailing(id: number): KnownMailing | undefined {
    return this.#mailings.get(id) ?? this.#mailings.keep(id, this.#replica.mailing(id));
  }

  /** A destination that could not be sent byte for byte is none. */
  link(id: number): KnownLink | undefined {
    const link = this.#links.get(id) ?? this.#linkOfReplica(id);
    const mailing = link && this.mailing(link.mailingId);
    return mailing && { url: link.url, mailing };
  }

  /** Whether nothing may be stored of this recipient. Asks nobody where no recipient of the account opted out. */
  optedOut(mailing: KnownMailing, recipient: string | undefined): boolean {
    return mailing.hasOptOuts && recipient !== undefined && this.#replica.optedOut(mailing.accountId, recipient);
  }

  /**
   * For a genuine token whose link or mailing is not known, and so newer than this map: resolves when the feed has brought
   * it, or after `patience` ms and a question to the database. Whether it is known then, look again.
   */
  arrival(kind: 'link' | 'mailing', id: number, patience: number): Promise<void> {
    return this.#arrivals.wait(kind, id, patience, async () => {
      const states = await Promise.race([this.#lookUp(kind, id), sleep(lookUpPatience, [], { ref: false })]);
      try {
        this.#replica.learn(states);
      } catch {
        this.#keepInMemory(states);
      }
      return states.length > 0;
    });
  }

  /** How far the feed has come; undefined when the replica has to be filled anew. */
  get progress(): string | undefined {
    return this.#replica.progress;
  }

  /**
   * Takes in changes, and how far the feed has come with them. When it throws, because the disk is full, they have to come
   * again, and what new links and corrected destinations need is known for as long as it stays in memory.
   */
  apply(changes: readonly Change[], progress?: string): void {
    try {
      this.#replica.write(changes, progress);
    } catch (error) {
      this.#keepInMemory(changes);
      throw error;
    }
    for (const change of changes) this.#forget(change);
  }

  /** Forgets everything: it was the copy of another database. */
  empty(): void {
    this.#replica.empty();
    for (const part of [this.#domains, this.#mailings, this.#links]) part.clear();
  }

  #linkOfReplica(id: number) {
    const link = this.#replica.link(id);
    return link && sendable.test(link.url) ? this.#links.keep(id, link) : undefined;
  }

  /** Of what the replica cannot take: links, and mailings that come with their project. */
  #keepInMemory(states: readonly Change[]): void {
    const project = states.find((state) => state.kind === 'project');
    for (const state of states) {
      if (state.kind === 'link' && sendable.test(state.url)) this.#links.set(state.id, state);
      if (state.kind !== 'mailing' || state.projectId !== project?.id) continue;
      const hasOptOuts = this.#replica.hasOptOuts(project.accountId);
      this.#mailings.set(state.id, { ...project, ...state, hasOptOuts, wanted: false });
    }
  }

  /** What is in memory is read again from the replica when it is asked for. */
  #forget(change: Change): void {
    const kind = 'of' in change ? change.of : change.kind;
    // Rare, and then many mailings change with them.
    if (kind === 'project' || kind === 'opt_out') this.#mailings.clear();
    else if (kind === 'domain') this.#domains.clear();
    else if (change.kind === 'gone-between') (kind === 'mailing' ? this.#mailings : this.#links).clear();
    else if (kind === 'mailing') {
      this.#mailings.delete(Number(change.id));
      if (change.kind === 'gone') this.#links.clear();
    } else this.#links.delete(Number(change.id));
    if (change.kind === 'mailing' || change.kind === 'link') this.#arrivals.came(change.kind, change.id);
  }
}
