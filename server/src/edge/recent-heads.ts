import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Visitor } from './event.ts';

/** How long a HEAD is remembered. */
const ttlMs = 60_000;
const maxHeads = 10_000;

interface RequestedLink {
  readonly host: string;
  readonly token: string;
  readonly query: string;
}

type Client = Pick<Visitor, 'address' | 'userAgent'>;

/**
 * Which links were requested by HEAD within the last minute, and by whom. Only programs send HEAD, and those that follow with
 * GET are security gateways with a browser's user agent. Only a hash is kept, in this process's memory, and it goes after
 * that minute even if no other request comes: a hash of an address is kept for no longer than it is of use.
 */
export class RecentHeads {
  readonly #heads = new LRUCache<string, number>({ max: maxHeads, ttl: ttlMs, ttlAutopurge: true });

  get size(): number {
    return this.#heads.size;
  }

  /** Notes a HEAD at `now`, in milliseconds since 1970. */
  add(link: RequestedLink, client: Client, now: number): void {
    this.#heads.set(keyOf(link, client), now);
  }

  /** Whether the same address and program requested the same link by HEAD within the minute before `now`. */
  has(link: RequestedLink, client: Client, now: number): boolean {
    if (this.#heads.size === 0) return false;
    const at = this.#heads.get(keyOf(link, client));
    return at !== undefined && now - at <= ttlMs;
  }
}

function keyOf({ host, token, query }: RequestedLink, { address, userAgent }: Client): string {
  return hash('sha1', `${host} ${token} ${query} ${address} ${userAgent}`, 'base64');
}
