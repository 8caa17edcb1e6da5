import { hash } from 'node:crypto';
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
 * GET are security gateways with a browser's user agent. Only a hash is kept, in this process's memory.
 */
export class RecentHeads {
  readonly #heads = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  get size(): number {
    return this.#heads.size;
  }

  /** Notes a HEAD at `now`, in milliseconds since 1970. */
  add(link: RequestedLink, client: Client, now: number): void {
    const key = keyOf(link, client);
    this.#heads.delete(key);
    this.#heads.set(key, now);
    this.#deleteExpired(now);
  }

  /** Whether the same address and program requested the same link by HEAD within the minute before `now`. */
  has(link: RequestedLink, client: Client, now: number): boolean {
    if (this.#heads.size === 0) return false;
    const at = this.#heads.get(keyOf(link, client));
    return at !== undefined && isRecent(at, now);
  }

  /** Runs even if no other request comes: a hash of an address is kept for no longer than it is of use. */
  #deleteExpired(now: number): void {
    for (const [oldest, at] of this.#heads) {
      if (this.#heads.size <= maxHeads && isRecent(at, now)) break;
      this.#heads.delete(oldest);
    }
    clearTimeout(this.#timer);
    const [next] = this.#heads.values();
    if (next === undefined) return;
    // Never later than that, even if the clock was set back meanwhile.
    const wait = Math.min(next + ttlMs - now, ttlMs) + 1;
    this.#timer = setTimeout(() => this.#deleteExpired(Date.now()), wait).unref();
  }
}

/** What lies in the future was noted before the clock was set back, nobody knows when. */
function isRecent(at: number, now: number): boolean {
  return at <= now && now - at <= ttlMs;
}

function keyOf({ host, token, query }: RequestedLink, { address, userAgent }: Client): string {
  return hash('sha1', `${host} ${token} ${query} ${address} ${userAgent}`, 'base64');
}
