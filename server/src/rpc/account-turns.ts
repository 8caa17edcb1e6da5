import pLimit, { type LimitFunction } from 'p-limit';
import { ApiError } from './api-error.ts';

/** Bounds on the calls of each account. */
export interface AccountTurnsLimits {
  /** How many are under way at a time. */
  readonly maxAtOnce: number;
  /** How many may wait for those. */
  readonly maxWaiting: number;
}

const defaults: AccountTurnsLimits = { maxAtOnce: 6, maxWaiting: 200 };

/**
 * Does some calls of an account at a time, and lets its others wait for them: however many it sends, there is little of
 * it between two clicks, and it never has all connections to the database. Of its long calls, which take much memory and
 * the thread that wraps for seconds, there is one at a time.
 */
export class AccountTurns {
  readonly #limits: AccountTurnsLimits;
  readonly #until: () => Promise<void>;
  readonly #queues = new Map<string, LimitFunction>();

  /** `until` resolves when the next call may begin. */
  constructor(until: () => Promise<void>, limits = defaults) {
    this.#until = until;
    this.#limits = limits;
  }

  /** Does `work` when it is its turn. Throws too_busy if too many calls of the account wait already. */
  readonly inTurn = async <Result>(
    accountId: string,
    work: () => Promise<Result>,
    { isLong = false }: { isLong?: boolean } = {},
  ): Promise<Result> => {
    const queue = isLong ? `${accountId} long` : accountId;
    const turns = this.#queues.get(queue) ?? pLimit(isLong ? 1 : this.#limits.maxAtOnce);
    if (turns.pendingCount >= this.#limits.maxWaiting) throw new ApiError('too_busy');
    this.#queues.set(queue, turns);
    try {
      return await turns(() => this.#until().then(work));
    } finally {
      if (turns.activeCount + turns.pendingCount === 0) this.#queues.delete(queue);
    }
  };
}
