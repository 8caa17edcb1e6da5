import { turnOf } from '@waymark/core';
import type { Services } from '../services.ts';
import { type Enqueue, queueAlerts } from './deliveries.ts';

/**
 * Has an alert delivered as soon as the check that made it is stored, without holding up that check, and first of all those
 * that an earlier process left behind; what fails here is done by the clock within a minute. Returns what ends it.
 */
export function followDomainChanges(services: Services, enqueue: Enqueue): () => void {
  const deliver = () => {
    queueAlerts(services, enqueue).catch((error) => services.log.warn({ error }, 'alerts wait for their delivery'));
  };
  deliver();
  return services.domainChanges.follow(({ before, after }) => {
    if (turnOf(before, after) !== null) deliver();
  });
}
