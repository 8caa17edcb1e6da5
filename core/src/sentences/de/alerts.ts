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
  'domain.broken:taken_over': {
    title: '{host} gehört jetzt einem anderen Konto',
    explanation:
      'Dieses Konto hatte {host} hinzugefügt, aber hier wurde die Domain nie bestätigt. Inzwischen hat ein anderes Konto sie hinzugefügt; sie steht deshalb nicht mehr in Ihrer Liste.[[ Sie ist von {projects} gelöst: Dort gehen neue E-Mails mit ihren ursprünglichen Links hinaus.]]',
    advice:
      'Wenn der Name Ihnen gehört, fügen Sie ihn noch einmal hinzu: Sie erfahren dann, welcher CNAME-Eintrag es beweist, oder dass das andere Konto es bewiesen hat. Sonst wählen Sie einen anderen Namen.',
  },
  'domain.recovered': {
    title: '{host} ist wieder in Ordnung',
    explanation:
      'Die letzte Prüfung von {host} fand alles so, wie es sein soll. Neue E-Mails werden wieder darüber geführt.',
    advice: 'Nichts zu tun.',
  },
  'webhook.disabled': {
    title: 'Ein Webhook an {host} wurde abgeschaltet',
    explanation: 'Seit {since} konnte ihm nichts zugestellt werden. Der letzte Versuch: {problem}',
    advice:
      'Bringen Sie das Programm in Ordnung, das ihn empfängt, probieren Sie es mit einem Test, und schalten Sie ihn wieder ein. Was nicht zugestellt wurde, steht in der Liste der Zustellungen und kann von dort noch einmal geschickt werden.',
  },
};

export const alertMailsDe: AlertMailTexts = {
  one: 'Neues von einer Ihrer Tracking-Domains',
  several: 'Neues von {count} Ihrer Tracking-Domains',
  same: 'Dasselbe wurde gefunden für {hosts}[[ und {others} weitere]].',
};
