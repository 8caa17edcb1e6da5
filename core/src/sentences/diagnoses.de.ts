import type { DiagnosisSentences } from './explain-domain.ts';

export const diagnosesDe: DiagnosisSentences = {
  ok: {
    title: 'Bestätigt',
    explanation: '{host} zeigt auf das zugehörige CNAME-Ziel.',
    advice: 'Nichts zu tun. Lassen Sie den Eintrag stehen, solange E-Mails mit Links auf {host} gelesen werden.',
  },
  loopback_only: {
    title: 'Funktioniert nur auf diesem Rechner',
    explanation:
      '{host} ist ein Name zum Ausprobieren: Er braucht keinen DNS-Eintrag und führt auf anderen Rechnern ins Leere.',
    advice: 'Bevor Sie E-Mails an andere schicken, fügen Sie eine eigene Domain hinzu, zum Beispiel click.brand.com.',
  },
  missing: {
    title: 'CNAME-Eintrag nicht gefunden',
    explanation: 'Im DNS gibt es noch keinen CNAME-Eintrag für {host}.',
    advice:
      'Legen Sie in den DNS-Einstellungen von {zone} einen CNAME-Eintrag mit dem Namen {name} und dem Ziel {target} an. Falls es ihn schon gibt, warten Sie: Bis eine Änderung überall sichtbar ist, können 24 Stunden vergehen.',
  },
  wrong_target: {
    title: 'CNAME-Eintrag zeigt woandershin',
    explanation: 'Der CNAME-Eintrag von {host} zeigt auf {found} und nicht auf {target}.',
    advice: 'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in {target}.',
  },
  'wrong_target:typo': {
    title: 'Tippfehler im CNAME-Eintrag',
    explanation: 'Der CNAME-Eintrag von {host} zeigt auf {found}. Das ist fast richtig, es muss {target} heißen.',
    advice:
      'Kopieren Sie in den DNS-Einstellungen von {zone} das Ziel {target} in den CNAME-Eintrag {name}, statt es abzutippen.',
  },
  shared_target: {
    title: 'Im CNAME-Eintrag fehlt das genaue Ziel',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}. Das ist unsere Zone, aber nicht das Ziel dieser Domain.',
    advice:
      'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in genau {target}. Es ist einmalig, damit niemand sonst {host} beanspruchen kann.',
  },
  other_tenant: {
    title: 'CNAME-Eintrag hat das Ziel einer anderen Domain',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}. Jede Domain hat ein eigenes Ziel, und dieses gehört nicht zu {host}.',
    advice:
      'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in {target}. Falls {host} in zwei Konten hinzugefügt wurde, entscheiden Sie, welches die Domain behält.',
  },
  doubled_target: {
    title: 'An das Ziel wurde die Zone angehängt',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}: Die DNS-Oberfläche hat Ihre eigene Domain an das Ziel angehängt.',
    advice:
      'Geben Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} als „{target}.“ ein, mit dem Punkt am Ende.',
  },
  target_not_a_name: {
    title: 'Das Ziel ist kein Hostname',
    explanation: 'Im CNAME-Eintrag von {host} steht „{found}“. Ein CNAME-Eintrag kann nur auf einen Namen zeigen.',
    advice:
      'Setzen Sie in den DNS-Einstellungen von {zone} den CNAME-Eintrag {name} auf {target}, ohne https://, Pfad, Port oder IP-Adresse.',
  },
  multiple_cname: {
    title: 'Mehrere CNAME-Einträge',
    explanation: '{host} hat mehrere CNAME-Einträge: {found}. Erlaubt ist nur einer, und welcher gilt, ist Zufall.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} alle CNAME-Einträge {name} außer dem mit dem Ziel {target}.',
  },
  servfail: {
    title: 'DNS konnte nicht antworten',
    explanation: 'Die DNS-Server von {zone} haben auf die Frage nach {host} einen eigenen Fehler gemeldet.',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, zeigen Sie dies der Person, die das DNS von {zone} betreut.',
  },
  refused: {
    title: 'DNS hat die Antwort verweigert',
    explanation: 'Ein DNS-Server hat die Frage nach {host} abgelehnt.',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, fragen Sie die Person, die das DNS von {zone} betreut, ob dessen Server die Zone noch führen.',
  },
  timeout: {
    title: 'DNS hat nicht rechtzeitig geantwortet',
    explanation: 'Kein DNS-Server hat die Frage nach {host} rechtzeitig beantwortet.',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, zeigen Sie dies der Person, die das DNS von {zone} betreut.',
  },
  resolver_error: {
    title: 'DNS konnte nicht gefragt werden',
    explanation:
      'Der DNS-Server, den wir nach {host} gefragt haben, war nicht erreichbar, oder seine Antwort war nicht lesbar. Das muss nicht an {zone} liegen.',
    advice:
      'Wir fragen von selbst noch einmal. Zeigen alle Domains dies an, muss sich der Betreiber von Waymark seinen DNS-Resolver ansehen.',
  },
};
