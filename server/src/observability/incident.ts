import type { Log } from './log.ts';

/** After this long without a failure, an incident is over. */
const cooldownMs = 10_000;
/** A failure this long ago still describes the present: some succeed between those that fail. */
const recentMs = 3000;

/** A recurring failure that is logged only twice: when it begins and when it is over. */
export interface Incident {
  /** Whether an incident is in progress: the log says when it is over. */
  readonly isOpen: boolean;
  /** Whether it failed the last time, or within the last seconds: true of this moment, for whoever watches. */
  readonly isFailing: boolean;
  /** Something failed, for the first time or again. */
  failed(error: unknown): void;
  /** Reports a success. Called often, so it costs nothing while there is no incident. */
  worked(): void;
}

interface IncidentParts {
  readonly onBegin?: () => void;
  /** Fields for the second log entry, such as the consequences. */
  readonly outcome?: () => Record<string, unknown>;
}

export function createIncident(
  log: Log,
  sentences: { readonly begins: string; readonly ends: string },
  { onBegin, outcome }: IncidentParts = {},
): Incident {
  let open: { since: number; last: number; failures: number } | undefined;
  let isFailing = false;
  let isSettling = false;

  function worked(): void {
    isFailing = false;
    if (open === undefined) return;
    const now = performance.now();
    const left = cooldownMs - (now - open.last);
    if (left > 0) {
      // On a quiet server nothing else may happen for long.
      if (!isSettling) setTimeout(settle, left).unref();
      isSettling = true;
      return;
    }
    const seconds = Math.round((now - open.since) / 1000);
    log.warn({ seconds, failures: open.failures, ...outcome?.() }, sentences.ends);
    open = undefined;
  }

  function settle(): void {
    isSettling = false;
    if (!isFailing) worked();
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    get isFailing() {
      return open !== undefined && (isFailing || performance.now() - open.last < recentMs);
    },
    failed(error) {
      isFailing = true;
      const now = performance.now();
      if (open === undefined) {
        onBegin?.();
        log.error({ error }, sentences.begins);
      }
      open ??= { since: now, last: now, failures: 0 };
      open.last = now;
      open.failures++;
    },
    worked,
  };
}
