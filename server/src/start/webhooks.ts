import type { Database } from '@waymark/prisma';
import type { Config } from '../config/settings.ts';
import type { DnsObserver } from '../domains/dns/dns-observer.ts';
import { listEvents } from '../events/queries.ts';
import { createAddressGuard } from '../net/public-address.ts';
import { createPublicPost } from '../net/public-post.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { DeliverNeeds } from '../webhooks/deliver.ts';

interface CreateWebhooksNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly dns: Pick<DnsObserver, 'addressesOf'>;
  readonly metrics: Pick<Metrics, 'attemptedWebhook'>;
}

/** How long a receiver may take, and how much of its answer is read. */
const [timeoutMs, maxBodyBytes] = [10_000, 4096];

/** What delivers to webhooks. */
export function createWebhooks(
  { tryOut }: Pick<Config, 'tryOut'>,
  { database, now, dns, metrics }: CreateWebhooksNeeds,
): DeliverNeeds {
  return {
    database,
    now,
    // Customers enter these addresses: what the operator allows for checks of domains is not for them.
    post: createPublicPost({
      addressesOf: dns.addressesOf,
      mayConnect: createAddressGuard({ privateAddresses: [], tryOut }),
      timeoutMs,
      maxBodyBytes,
    }),
    eventsOf: (accountId, filter) => listEvents(database, accountId, filter),
    onAttempt: metrics.attemptedWebhook,
  };
}
