import { z } from 'zod';

const id = (prefix: string) => z.string().startsWith(`${prefix}_`);
const at = z.iso.datetime();
const domain = z.strictObject({ id: id('dom'), host: z.string() });

const event = z.strictObject({
  id: id('evt'),
  type: z.enum(['open', 'click']),
  at,
  mailingId: id('mlg'),
  linkId: id('lnk').nullable(),
  url: z.string().nullable(),
  recipientId: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  client: z.enum(['human', 'proxy', 'scanner', 'bot']),
  reason: z.string(),
});
const events = z.strictObject({ events: z.array(event).min(1).max(100) });

const alert = z.strictObject({
  id: id('alt'),
  type: z.enum(['domain.broken', 'domain.recovered']),
  code: z.string(),
  at,
  title: z.string(),
  explanation: z.string(),
  advice: z.string(),
  domain,
});

const of = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({ type: z.literal(type), version: z.literal(1), timestamp: at, data });

/** What is sent, by type. Fields are only added within a version; docs/api/webhooks.md has an example of each. */
export const noticeSchema = z.discriminatedUnion('type', [
  of('open', events),
  of('click', events),
  of('domain.verified', z.strictObject({ at, domain })),
  of('domain.broken', alert),
  of('domain.recovered', alert),
  of(
    'link.changed',
    z.strictObject({
      id: id('chg'),
      linkId: id('lnk'),
      mailingId: id('mlg'),
      at,
      member: z.strictObject({ id: id('mem'), name: z.string() }),
      before: z.string(),
      after: z.string(),
    }),
  ),
  of('test', z.strictObject({ endpointId: id('whe'), sentBy: z.string() })),
]);

/** A notice as it is sent. */
export type SentNotice = z.infer<typeof noticeSchema>;
