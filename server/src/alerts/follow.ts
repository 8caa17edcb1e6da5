import { healthTransition } from '@waymark/core';
import type { Log } from '../observability/log.ts';

type CheckedState = Parameters<typeof healthTransition>[0];

/** What following the checks of domains works with. */
export interface FollowNeeds {
  /** Calls back after every check with what was known of the domain before and after it. Returns what ends it. */
  readonly followChecks: (
    follower: (check: { readonly before: CheckedState; readonly after: CheckedState }) => void,
  ) => () => void;
  /** Puts new alerts into the queues. */
  readonly queueAlerts: () => Promise<void>;
  readonly log: Log;
}

/**
 * Has an alert delivered as soon as the check that made it is stored, without holding up that check, and first of all those
 * that an earlier process left behind; what fails here is done by the clock within a minute. Returns what ends it.
 */
export function followDomainChecks({ followChecks, queueAlerts, log }: FollowNeeds): () => void {
  const deliver = () => {
    queueAlerts().catch((error) => log.warn({ error }, 'alerts wait for their delivery'));
  };
  deliver();
  return followChecks(({ before, after }) => {
    if (healthTransition(before, after) !== null) deliver();
  });
}
