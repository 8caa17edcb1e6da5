import type { ServerResponse } from 'node:http';

/** Bounds on the requests of all clients. */
export interface FairTurnsLimits {
  /** How many are begun in one turn of the event loop at most; what costs as much as several counts as several. */
  readonly maxPerTurn: number;
  /** How many may be unanswered at a time. */
  readonly maxUnanswered: number;
}

export const defaultFairTurnsLimits: FairTurnsLimits = { maxPerTurn: 128, maxUnanswered: 16_384 };

interface Waiting {
  readonly response: ServerResponse;
  readonly cost: number;
  readonly answer: () => void;
}

/** The requests of one host. */
interface Share {
  readonly host: string;
  readonly waiting: Waiting[];
  unanswered: number;
}

/**
 * Begins requests at once while there are few, and otherwise some in each turn of the event loop, the hosts one after the
 * other: a flood of clicks on one host's links makes its own clicks wait. A host may have as many unanswered requests as
 * are left for others, so that there is room for one more host whatever the others do.
 */
export class FairTurns {
  readonly #limits: FairTurnsLimits;
  readonly #shares = new Map<string, Share>();
  /** Shares with waiting requests, in the order of their turns. */
  #queue: Share[] = [];
  #unanswered = 0;
  #begunThisTurn = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(limits = defaultFairTurnsLimits) {
    this.#limits = limits;
  }

  /** Calls `answer` at once or when it is the host's turn; not at all if the client is gone by then. */
  inTurn(host: string, request: Waiting): void {
    let share = this.#shares.get(host);
    if (share === undefined) {
      share = { host, waiting: [], unanswered: 0 };
      this.#shares.set(host, share);
    }
    const isQuiet = this.#queue.length === 0 && this.#begunThisTurn < this.#limits.maxPerTurn;
    if (isQuiet && this.#hasRoom(share)) this.#begin(share, request);
    else if (share.waiting.push(request) === 1) this.#queue.push(share);
    // Few requests need no end of the turn: a loop that expects one polls without waiting, so that each turn brings less.
    if (this.#queue.length > 0 || this.#begunThisTurn >= this.#limits.maxPerTurn)
      this.#turn ??= setImmediate(() => this.#endTurn());
  }

  #hasRoom({ unanswered }: Share): boolean {
    return unanswered < this.#limits.maxUnanswered - this.#unanswered;
  }

  #begin(share: Share, { response, cost, answer }: Waiting): void {
    this.#begunThisTurn += cost;
    answer();
    // What is answered already, such as a 404, needs no room.
    if (response.writableEnded || response.destroyed) {
      this.#dropIfIdle(share);
      return;
    }
    share.unanswered++;
    this.#unanswered++;
    // Not `once`, whose wrapper costs as much again: an answer closes only once anyway.
    response.on('close', () => {
      share.unanswered--;
      this.#unanswered--;
      this.#dropIfIdle(share);
      if (this.#queue.length > 0) this.#turn ??= setImmediate(() => this.#endTurn());
    });
  }

  #endTurn(): void {
    this.#turn = undefined;
    this.#begunThisTurn = 0;
    let crowded = 0;
    while (this.#begunThisTurn < this.#limits.maxPerTurn && crowded < this.#queue.length) {
      const share = this.#queue.shift()!;
      if (this.#hasRoom(share)) {
        crowded = 0;
        const next = share.waiting.shift()!;
        if (!next.response.destroyed) this.#begin(share, next);
      } else crowded++;
      if (share.waiting.length > 0) this.#queue.push(share);
      else this.#dropIfIdle(share);
    }
    // If all shares are crowded, the next answer continues.
    if (crowded < this.#queue.length) this.#turn ??= setImmediate(() => this.#endTurn());
  }

  #dropIfIdle({ host, waiting, unanswered }: Share): void {
    if (waiting.length === 0 && unanswered === 0) this.#shares.delete(host);
  }
}
