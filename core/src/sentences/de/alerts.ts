import type { AlertMailTexts, AlertSentences } from '../types.ts';

export const alertsDe: AlertSentences = {
  'domain.broken': {
    title: '{host} ist nicht in Ordnung',
    explanation:
      '{problem}\n\nBis die Domain wieder bestätigt ist, gehen neue E-Mails mit ihren ursprünglichen Links hinaus. Links in schon verschickten E-Mails werden beantwortet, solange {host} zu uns führt.',
    advice: '{advice}',
  },
  'domain.broken:certificate': {
    title: '{host} braucht Aufmerksamkeit, bevor das Zertifikat abläuft',
    explanation:
      '{problem}\n\nHeute gehen die Links. Sie gehen nicht mehr, sobald das jetzige Zertifikat abgelaufen ist.',
    advice: '{advice}',
  },
  'domain.recovered': {
    title: '{host} ist wieder in Ordnung',
    explanation:
      'Die letzte Prüfung von {host} fand alles so, wie es sein soll. Neue E-Mails werden wieder darüber geführt.',
    advice: 'Nichts zu tun.',
  },
};

export const alertMailsDe: AlertMailTexts = {
  one: 'Neues von einer Ihrer Tracking-Domains',
  several: 'Neues von {count} Ihrer Tracking-Domains',
  same: 'Dasselbe wurde gefunden für {hosts}[[ und {others} weitere]].',
};
