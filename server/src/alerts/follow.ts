import { healthTransition } from '@waymark/core';
import type { Log } from '../observability/log.ts';

type CheckedState = Parameters<typeof healthTransition>[0];

/** Dependencies of following domain checks. */
export interface FollowNeeds {
  /** Calls back after every check with the domain's state before and after it. Returns a function that unsubscribes. */
  readonly followChecks: (
    follower: (check: { readonly before: CheckedState; readonly after: CheckedState }) => void,
  ) => () => void;
  /** Enqueues new alerts. */
  readonly queueAlerts: () => Promise<void>;
  readonly log: Log;
}

/**
 * Delivers an alert as soon as the check that created it is stored, without delaying the check, and begins with those
 * left behind by an earlier process. Failures are left to the job that runs every minute. Returns a function that stops
 * it.
 */
export function followDomainChecks({ followChecks, queueAlerts, log }: FollowNeeds): () => void {
  const deliver = () => {
    queueAlerts().catch((error) => log.warn({ error }, 'alerts could not be enqueued; retrying within a minute'));
  };
  deliver();
  return followChecks(({ before, after }) => {
    if (healthTransition(before, after) !== null) deliver();
  });
}
