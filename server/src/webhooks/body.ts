import type { Database, WebhookDelivery, WebhookNotice } from '@waymark/prisma';
import { toAlertView } from '../alerts/deliveries.ts';
import type { ListedEvent } from '../events/queries.ts';
import { toEventView } from '../events/view.ts';
import { toChangeView } from '../mailings/change-destination.ts';
import { ids } from '../rpc/ids.ts';
import { isBatched } from './event-types.ts';
import type { SentNotice } from './shapes.ts';

/** What notices are read from. */
export interface BodyNeeds {
  readonly database: Database;
  /** Those events of an account with these ids that may be told to anybody now, newest first. */
  readonly eventsOf: (
    accountId: string,
    filter: { readonly ids: readonly string[]; readonly from: string; readonly to: string; readonly test: false },
  ) => Promise<readonly ListedEvent[]>;
}

/** What is sent of a notice now, and the recipients in it. */
export interface ReadNotice {
  readonly notice: SentNotice;
  readonly recipientIds: readonly string[];
}

/**
 * Reads what a notice is about, as it is now: recipients who were erased or opted out since are not in it any more. Null
 * when nothing is left to tell.
 */
export async function readNotice(
  needs: BodyNeeds,
  stored: WebhookNotice,
  { endpointId }: Pick<WebhookDelivery, 'endpointId'>,
): Promise<ReadNotice | null> {
  const { type } = stored;
  if (isBatched(type)) return readEvents(needs, stored, type);
  const data = await readData(needs.database, stored, endpointId);
  if (data === null) return null;
  const notice = { type, version: 1, timestamp: stored.at.toISOString(), data } as SentNotice;
  return { notice, recipientIds: [] };
}

async function readEvents(
  { eventsOf }: BodyNeeds,
  { accountId, things, at, firstAt, lastAt }: WebhookNotice,
  type: 'open' | 'click',
): Promise<ReadNotice | null> {
  // The end is exclusive.
  const to = new Date(lastAt.getTime() + 1).toISOString();
  const found = await eventsOf(accountId, { ids: things, from: firstAt.toISOString(), to, test: false });
  const events = found.filter(({ reason }) => reason !== 'own').toReversed();
  if (events.length === 0) return null;
  const views = events.map((event) => {
    const { test: _, ...view } = toEventView(event);
    return view;
  });
  return {
    notice: { type, version: 1, timestamp: at.toISOString(), data: { events: views } },
    recipientIds: events.flatMap(({ recipientId }) => recipientId ?? []),
  };
}

/** What is sent of anything but opens and clicks; null when it is not there any more. */
async function readData(database: Database, { type, accountId, at, things }: WebhookNotice, endpointId: string) {
  const id = things[0] ?? '';
  switch (type) {
    case 'domain.verified': {
      const domain = await database.domain.findFirst({ where: { id, accountId } });
      return domain && { at: at.toISOString(), domain: { id: ids.domain.encode(id), host: domain.host } };
    }
    case 'domain.broken':
    case 'domain.recovered': {
      const [alert, settings] = await Promise.all([
        database.alert.findFirst({ where: { id, accountId } }),
        database.alertSettings.findUnique({ where: { accountId } }),
      ]);
      if (!alert) return null;
      const domain = { id: ids.domain.encode(alert.domainId), host: alert.host };
      return { ...toAlertView(alert, settings?.language ?? 'en'), domain };
    }
    case 'link.changed': {
      const change = await database.destinationChange.findFirst({
        where: { id, accountId },
        include: { link: { select: { mailingId: true } } },
      });
      return change && { ...toChangeView(change), mailingId: ids.mailing.encode(Number(change.link.mailingId)) };
    }
    case 'test':
      return { endpointId: ids.endpoint.encode(endpointId), sentBy: id };
    default:
      return null;
  }
}
