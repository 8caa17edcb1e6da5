import type { OverdueSentences } from './explain-overdue.ts';

export const overdueDe: OverdueSentences = {
  record: {
    title: 'Seit mehr als einem Tag nicht bestätigt',
    explanation:
      'Ein neuer oder geänderter Eintrag ist innerhalb von 24 Stunden überall zu sehen, und bei {host} sind es schon mehr: Länger warten hilft nicht.',
    advice:
      'Vergleichen Sie den Eintrag in den DNS-Einstellungen von {zone} Buchstabe für Buchstabe mit dem, der hier steht. Ist er gleich, wird die Zone wahrscheinlich anderswo verwaltet: Fragen Sie, wer {zone} registriert hat, oder dessen Support, welche Nameserver gelten, und schicken Sie ihnen den Eintrag.',
  },
  https: {
    title: 'Seit mehr als einem Tag nicht erreichbar',
    explanation:
      'Der Eintrag von {host} ist richtig, aber seit mehr als 24 Stunden öffnet sich kein Link, der darüber führt.',
    advice:
      'Sehen Sie nach, ob ein Proxy, ein CDN oder eine Firewall von Ihnen vor {host} steht. Wenn nicht, fragen Sie, wer diesen Waymark-Server betreibt, und sagen Sie dazu, was die Prüfung gesehen hat.',
  },
  servers: {
    title: 'Seit mehr als einem Tag keine klare Antwort',
    explanation: 'Seit mehr als 24 Stunden geben die Nameserver von {zone} keine Antwort, auf die Verlass ist.',
    advice:
      'Fragen Sie, wer das DNS von {zone} betreibt, oft der Registrar oder die Hosting-Firma, und sagen Sie dazu, was die Prüfung gesehen hat.',
  },
};
