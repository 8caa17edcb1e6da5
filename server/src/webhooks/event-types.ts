/** What an account can be told by webhook. */
export const webhookEvents = [
  'open',
  'click',
  'domain.verified',
  'domain.broken',
  'domain.recovered',
  'link.changed',
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** Of what is in one notice: opens and clicks in batches, everything else by itself, and what a member sends as a test. */
export type NoticeType = WebhookEvent | 'test';

/** How many opens or clicks are in a notice at most, and how long the first of them waits for others. */
export const batch = { events: 100, waitMs: 3000 } as const;

export function isBatched(type: string): type is 'open' | 'click' {
  return type === 'open' || type === 'click';
}
