import { hash } from 'node:crypto';
import type { Visitor } from './event.ts';

/** How long a HEAD is remembered, in milliseconds. */
const memory = 60_000;
/** So many are remembered at once; then the oldest is forgotten for each new one. */
const most = 10_000;

/** What was asked for. */
interface Asked {
  readonly host: string;
  readonly token: string;
  readonly query: string;
}

type Asker = Pick<Visitor, 'address' | 'userAgent'>;

/**
 * Which links were asked for by HEAD within the last minute, and by whom. Only programs ask so, and those that go on with
 * GET are security gateways, with a browser's user agent. A hash is all that is kept, in this process's memory alone.
 */
export class RecentHeads {
  readonly #seen = new Map<string, number>();

  #timer: NodeJS.Timeout | undefined;

  get size(): number {
    return this.#seen.size;
  }

  /** A HEAD came, at `now` in milliseconds since 1970. */
  note(asked: Asked, by: Asker, now: number): void {
    const key = keyOf(asked, by);
    this.#seen.delete(key);
    this.#seen.set(key, now);
    this.#forgetOld(now);
  }

  /** Also when nobody asks any more: a hash of an address is kept for no longer than it is of use. */
  #forgetOld(now: number): void {
    for (const [oldest, at] of this.#seen) {
      if (this.#seen.size <= most && now - at <= memory) break;
      this.#seen.delete(oldest);
    }
    clearTimeout(this.#timer);
    const [next] = this.#seen.values();
    if (next === undefined) return;
    // Not later, where the clock was set back meanwhile.
    const wait = Math.min(next + memory - now, memory) + 1;
    this.#timer = setTimeout(() => this.#forgetOld(Date.now()), wait).unref();
  }

  /** Whether the same address and program asked for the same link by HEAD within the minute before `now`. */
  precede(asked: Asked, by: Asker, now: number): boolean {
    if (this.#seen.size === 0) return false;
    const at = this.#seen.get(keyOf(asked, by));
    return at !== undefined && now - at <= memory;
  }
}

function keyOf({ host, token, query }: Asked, { address, userAgent }: Asker): string {
  return hash('sha1', `${host} ${token} ${query} ${address} ${userAgent}`, 'base64');
}
