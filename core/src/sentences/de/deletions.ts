import type { DeletionSentences } from '../types.ts';

const kept = {
  title: 'Links weiter funktionieren lassen',
  advice: 'Richtig, solange noch jemand die Mail lesen könnte. Das lässt sich später nicht mehr ändern.',
} as const;
const broken = {
  title: 'Links abschalten',
  advice:
    'Nur richtig, wenn niemand mehr aus der Mail auf diese Seiten kommen soll. Das lässt sich nicht rückgängig machen.',
} as const;

export const deletionsDe: DeletionSentences = {
  keep: {
    ...kept,
    explanation:
      'Links in verschickten Mails führen weiter an ihr Ziel[[, auf {hosts}]]. Klicks und Öffnungen werden nicht mehr gespeichert, und das Mailing wird mit seinen Zahlen und Ereignissen gelöscht.',
  },
  break: {
    ...broken,
    explanation:
      'Wer in einer verschickten Mail auf einen Link klickt, sieht[[ auf {hosts}]] ab sofort und für immer „Nicht gefunden“. Das Mailing wird mit seinen Zahlen und Ereignissen gelöscht.',
  },
  'keep:project': {
    ...kept,
    explanation:
      'Links in verschickten Mails führen weiter an ihr Ziel[[, auf {hosts}]]. Klicks und Öffnungen werden nicht mehr gespeichert, und das Projekt wird mit seinen Mailings, Zahlen und Ereignissen gelöscht.',
  },
  'break:project': {
    ...broken,
    explanation:
      'Wer in einer verschickten Mail auf einen Link klickt, sieht[[ auf {hosts}]] ab sofort und für immer „Nicht gefunden“. Das Projekt wird mit seinen Mailings, Zahlen und Ereignissen gelöscht.',
  },
};
