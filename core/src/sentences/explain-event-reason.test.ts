import { describe, expect, it } from 'vitest';
import { eventReasonsDe } from './de/events.ts';
import { eventReasonsEn } from './en/events.ts';
import { explainEventReason } from './explain-event-reason.ts';
import type { EventReason } from './types.ts';

describe('why an event has its client', () => {
  it('is explained in both languages', () => {
    expect(explainEventReason('crawler')).toBe('Calls itself a program that reads pages by itself.');
    expect(explainEventReason('crawler', 'de')).toBe('Nennt sich selbst ein Programm, das Seiten von allein liest.');
  });

  it.each(Object.keys(eventReasonsEn) as EventReason[])('is one complete sentence for %s', (reason) => {
    for (const sentence of [eventReasonsEn[reason], eventReasonsDe[reason]])
      expect(sentence).toMatch(/^[A-Z].{20,}[^.]\.$/);
    expect(eventReasonsDe[reason]).not.toBe(eventReasonsEn[reason]);
  });
});
