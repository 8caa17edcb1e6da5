import { setTimeout as sleep } from 'node:timers/promises';
import { Arrivals } from './arrivals.ts';
import type { IpMode } from './event.ts';

/**
 * One thing the link map has to know; a later change of the same thing replaces the earlier one.
 * A message comes before its links. `host` is as stored: A-label, lower case, no port, no trailing dot.
 */
export type Change =
  | { readonly kind: 'host'; readonly domainId: string; readonly host: string }
  | { readonly kind: 'host-removed'; readonly domainId: string }
  | { readonly kind: 'key'; readonly domainId: string; readonly keyId: number; readonly key: Uint8Array }
  | ({ readonly kind: 'message'; readonly id: number; readonly ipMode: IpMode } & MessageDomains)
  | { readonly kind: 'link'; readonly id: number; readonly messageId: number; readonly destination: string };

/** The domains of a message's links and of its pixel; null when it has none. */
export interface MessageDomains {
  readonly clickDomainId: string | null;
  readonly openDomainId: string | null;
}

/** A tracking domain: the keys its tokens are sealed with, by key id. */
export interface KnownDomain {
  readonly domainId: string;
  readonly keys: (Uint8Array | undefined)[];
}

/** A message's links answer on the host of one domain only, its pixel on the host of one, usually the same. */
export interface KnownMessage {
  readonly clickDomain: KnownDomain | undefined;
  readonly openDomain: KnownDomain | undefined;
  readonly ipMode: IpMode;
}

/** `destination` is an http(s) address of visible ASCII characters; it may have gaps (see core's `fillGaps`). */
export interface KnownLink {
  readonly destination: string;
  readonly message: KnownMessage;
}

/** Asks the database for a message, or for a link and its message; no changes when there is none. */
export type LookUp = (kind: 'link' | 'message', id: number) => Promise<readonly Change[]>;

const sendable = /^https?:\/\/[\x21-\x7e]+$/;
const lookUpPatience = 1000;

/** Hosts, keys, messages and links as far as this process has heard of them. */
export class LinkMap {
  readonly #domains = new Map<string, KnownDomain>();
  readonly #hosts = new Map<string, KnownDomain>();
  readonly #messages = new Map<number, KnownMessage>();
  // Two maps of plain values take half the memory of one map of objects.
  readonly #destinations = new Map<number, string>();
  readonly #messageOf = new Map<number, number>();
  readonly #arrivals = new Arrivals();
  readonly #lookUp: LookUp;

  constructor({ lookUp = async () => [] }: { lookUp?: LookUp } = {}) {
    this.#lookUp = lookUp;
  }

  /** The domain that answers on a host. */
  domainOf(host: string): KnownDomain | undefined {
    return this.#hosts.get(host);
  }

  message(id: number): KnownMessage | undefined {
    return this.#messages.get(id);
  }

  link(id: number): KnownLink | undefined {
    const destination = this.#destinations.get(id);
    const message = destination === undefined ? undefined : this.#messages.get(this.#messageOf.get(id) ?? -1);
    return destination === undefined || message === undefined ? undefined : { destination, message };
  }

  /**
   * For a genuine token whose link or message is not known, and so newer than this map: resolves when the feed has brought
   * it, or after `patience` ms and a question to the database. Whether it is known then, look again.
   */
  arrival(kind: 'link' | 'message', id: number, patience: number): Promise<void> {
    return this.#arrivals.wait(kind, id, patience, async () => {
      const changes = await Promise.race([this.#lookUp(kind, id), sleep(lookUpPatience, [], { ref: false })]);
      for (const change of changes) this.apply(change);
    });
  }

  /** Takes in one change. A destination that could not be sent byte for byte is not taken. */
  apply(change: Change): void {
    switch (change.kind) {
      case 'host':
        this.#hosts.set(change.host, this.#domain(change.domainId));
        return;
      case 'host-removed':
        for (const [host, domain] of this.#hosts) if (domain.domainId === change.domainId) this.#hosts.delete(host);
        this.#domain(change.domainId).keys.length = 0;
        this.#domains.delete(change.domainId);
        return;
      case 'key':
        this.#domain(change.domainId).keys[change.keyId] = change.key;
        return;
      case 'message':
        this.#messages.set(change.id, {
          clickDomain: this.#domain(change.clickDomainId),
          openDomain: this.#domain(change.openDomainId),
          ipMode: change.ipMode,
        });
        this.#arrivals.came('message', change.id);
        return;
      case 'link':
        if (!sendable.test(change.destination)) return;
        this.#destinations.set(change.id, change.destination);
        this.#messageOf.set(change.id, change.messageId);
        this.#arrivals.came('link', change.id);
    }
  }

  #domain(domainId: string): KnownDomain;
  #domain(domainId: string | null): KnownDomain | undefined;
  #domain(domainId: string | null): KnownDomain | undefined {
    if (domainId === null) return undefined;
    const known = this.#domains.get(domainId);
    if (known !== undefined) return known;
    const domain: KnownDomain = { domainId, keys: [] };
    this.#domains.set(domainId, domain);
    return domain;
  }
}
