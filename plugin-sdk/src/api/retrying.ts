/** How a call is tried again. */
export interface Retrying {
  /** How often at most, beside the first time. */
  readonly retries: number;
  /** Whether it may be repeated when it is unknown what became of it. Else only when the server says that it did nothing. */
  readonly repeatable: boolean;
}

/** Answers by which a server says that it has done nothing: too many requests, or none that can be served now. */
const refused: readonly number[] = [429, 503];
/** Those of proxies behind which nobody answered. */
const unknown: readonly number[] = [502, 504];
const firstPauseMs = 250;
/** A server that wants a longer pause is reported, with what it wants, rather than waited for. */
const longestPauseMs = 10_000;

/**
 * A fetch that tries again what failed for a moment. Pauses double and vary at random, so that those who failed together do not
 * come back together; `Retry-After` is kept to. The signal of the call ends a pause, too.
 */
export function retrying(send: typeof fetch, { retries, repeatable }: Retrying): typeof fetch {
  return async (url, init) => {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt >= retries;
      try {
        const answer = await send(url, init);
        const pause = pauseBefore(attempt + 1, answer);
        const mayRepeat = refused.includes(answer.status) || (repeatable && unknown.includes(answer.status));
        if (isLast || !mayRepeat || pause > longestPauseMs) return answer;
        await answer.body?.cancel();
        await paused(pause, init?.signal);
      } catch (error) {
        // By the Fetch standard a TypeError: no connection, or one that ended.
        if (isLast || !repeatable || !(error instanceof TypeError)) throw error;
        await paused(pauseBefore(attempt + 1), init?.signal);
      }
    }
  };
}

function pauseBefore(attempt: number, answer?: Response): number {
  const wanted = Number(answer?.headers.get('retry-after') ?? 0) * 1000;
  return (Number.isFinite(wanted) ? wanted : 0) + firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

function paused(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
