import { encodeNullable, ids } from '../rpc/ids.ts';
import type { ListedEvent } from './queries.ts';

/** An event as the API returns it. */
export function toEventView(event: ListedEvent) {
  return {
    ...event,
    id: ids.event.encode(event.id),
    at: event.at.toISOString(),
    mailingId: ids.mailing.encode(event.mailingId),
    linkId: encodeNullable(ids.link, event.linkId),
  };
}
