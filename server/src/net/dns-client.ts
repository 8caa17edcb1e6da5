import { type DnsQuestion, type DnsReply, encodeQuery, isAskable } from './dns-message.ts';
import type { DnsServer } from './dns-server.ts';
import { DnsSockets } from './dns-sockets.ts';
import { askOverTcp } from './dns-stream.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { steadyNow } from './steady-clock.ts';

/** Aborts everything that a check is still waiting for. */
export interface Deadline {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly signal?: AbortSignal | undefined;
}

/** A reply of any kind, or why there is none. */
export type DnsResult = DnsReply | 'timeout' | 'resolver_error';

/** How long to wait for each datagram in turn. */
const datagramTimeoutsMs = [1500, 2000];
const tcpTimeoutMs = 3000;
/** FORMERR, NOTIMP and BADVERS, with which older servers reject EDNS (RFC 6891, section 7). */
const withoutEdns = new Set([1, 4]);

/**
 * Sends one query to one server: again when a datagram is lost, over TCP when the answer is truncated. Never rejects.
 */
export class DnsClient {
  readonly #sockets = new DnsSockets();
  readonly #limiterOf: (server: DnsServer) => RateLimiter | undefined;

  /** `limiterOf`: limits the queries to a server; undefined for no limit. */
  constructor(limiterOf: (server: DnsServer) => RateLimiter | undefined = () => undefined) {
    this.#limiterOf = limiterOf;
  }

  async ask(server: DnsServer, question: DnsQuestion, deadline: Deadline): Promise<DnsResult> {
    if (!isAskable(question.name)) return 'resolver_error';
    let edns = true;
    let last: DnsResult = 'timeout';
    for (const timeoutMs of datagramTimeoutsMs) {
      if (!(await this.#mayAsk(server, deadline))) return last;
      const left = timeLeft(deadline);
      const query = encodeQuery(question, edns);
      const result = await this.#sockets.ask(server, query, Math.min(timeoutMs, left));
      if (result === 'case-mismatch' || (typeof result === 'object' && result.truncated)) {
        return this.#overTcp(server, question, edns, deadline);
      }
      if (typeof result === 'object' && !(edns && withoutEdns.has(result.code))) return result;
      if (typeof result === 'object') edns = false;
      last = typeof result === 'object' ? result : result === 'timeout' ? 'timeout' : 'resolver_error';
    }
    return last;
  }

  close(): void {
    this.#sockets.close();
  }

  /** Waits for the server's rate limiter; false when the deadline comes first. */
  async #mayAsk(server: DnsServer, deadline: Deadline): Promise<boolean> {
    const inTurn = (await this.#limiterOf(server)?.acquire(timeLeft(deadline))) ?? true;
    return inTurn && timeLeft(deadline) > 0;
  }

  async #overTcp(server: DnsServer, question: DnsQuestion, edns: boolean, deadline: Deadline): Promise<DnsResult> {
    if (!(await this.#mayAsk(server, deadline))) return 'timeout';
    const result = await askOverTcp(
      server,
      encodeQuery(question, edns),
      Math.min(tcpTimeoutMs, Math.max(1, timeLeft(deadline))),
    );
    return result === 'unreadable' ? 'resolver_error' : result;
  }
}

function timeLeft({ at, signal }: Deadline): number {
  return signal?.aborted ? 0 : at - steadyNow();
}
