import type { Server } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

/** For how many turns of the event loop work waits at most. */
const maxTurns = 32;

/**
 * Lets connections be accepted before work that may wait is begun. libuv accepts one in each turn of the event loop: if
 * every turn began a call of the API, a click over a new connection would wait for as many calls as there are
 * connections before it.
 */
export class AcceptFirst {
  #accepted = 0;

  watch(server: Server): void {
    server.on('connection', () => this.#accepted++);
  }

  /** Resolves after a turn in which no connection came, or after several in which some did. */
  readonly noneComes = async (): Promise<void> => {
    await turn();
    for (let turns = 0; turns < maxTurns; turns++) {
      const before = this.#accepted;
      await turn();
      if (this.#accepted === before) return;
    }
  };
}
