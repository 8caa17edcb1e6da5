import { LRUCache } from 'lru-cache';
import { networkOf, plainAddress } from '../edge/event.ts';
import { ApiError } from '../rpc/api-error.ts';

/** How many wrong keys an address may send at once, and after how many milliseconds it may send one more. */
const [maxAtOnce, everyMs] = [20, 3000];
/** Of how many addresses is it known how many wrong keys they sent. */
const maxAddresses = 10_000;

/** Counts the wrong keys of each address, so that guessing keys costs neither the database nor anybody else anything. */
export class WrongKeys {
  readonly #now: () => number;
  /** By customer: when all that it sent are forgotten. */
  readonly #forgottenAt = new LRUCache<string, number>({ max: maxAddresses });

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Throws too_many_wrong_keys for an address that has sent too many. */
  assertFew(address: string | undefined): void {
    const waitMs = this.#debtOf(address) - (maxAtOnce - 1) * everyMs;
    if (waitMs > 0) throw new ApiError('too_many_wrong_keys', { seconds: String(Math.ceil(waitMs / 1000)) });
  }

  /** Counts one more. */
  note(address: string | undefined): void {
    this.#forgottenAt.set(customerOf(address), this.#now() + this.#debtOf(address) + everyMs);
  }

  #debtOf(address: string | undefined): number {
    return Math.max(0, (this.#forgottenAt.get(customerOf(address)) ?? 0) - this.#now());
  }
}

/** One customer of a provider: an IPv4 address, or the /64 of an IPv6 address. */
function customerOf(address = ''): string {
  const plain = plainAddress(address);
  return plain.includes(':') ? networkOf(plain, 4) : plain;
}
