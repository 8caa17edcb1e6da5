import type { DiagnosisSentences } from '../types.ts';

/** Of checks that found nothing out, or not yet everything. */
export const diagnosesOfWaitingDe = {
  propagating: {
    title: 'Unterwegs',
    explanation: 'Der Eintrag von {host} stimmt auf {found}, auf {server} noch nicht.',
    advice: 'Warten Sie, bis die alte Antwort überall abgelaufen ist. Wir fragen von selbst noch einmal.',
  },
  server_lags: {
    title: 'Ein Nameserver bleibt zurück',
    explanation:
      'Der Eintrag von {host} ist auf {found} richtig. {server} hat seit mehr als einem Tag einen anderen Stand von {zone}.',
    advice:
      'Warten hilft nicht. Fragen Sie den Betreiber des DNS von {zone}, warum {server} Änderungen nicht übernimmt.',
  },
  address_unproven: {
    title: 'Adressen, die wir nicht erreichen',
    explanation:
      'Im DNS stehen für {host} Adressen ({found}) statt des CNAME-Eintrags, und dieser Server hat keinen Weg zu ihnen; daher weiß niemand, ob sie hierher führen.',
    advice:
      'Ersetzen Sie sie durch den CNAME-Eintrag, der keinen solchen Nachweis braucht. Bis dahin ändert sich nichts: Links, die funktioniert haben, werden weiter beantwortet. Wir versuchen es von selbst noch einmal.',
  },
  unstable: {
    title: 'Die Antwort wechselt',
    explanation:
      '{server} hat auf die Frage nach {host} zweimal verschieden geantwortet: Es werden zwei verschiedene Zonen ausgeliefert.',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, fragen Sie die Person, die das DNS von {zone} betreut, ob alle Server dieselbe Zone haben.',
  },
  edge_unresolvable: {
    title: 'Das Ziel hat keine Adresse',
    explanation: '{host} zeigt auf {target}, und dieser Name hat zurzeit keine Adresse.',
    advice:
      'Das können nicht Sie beheben: Der Betreiber von Waymark muss sich seine CNAME-Zone ansehen. Wir fragen von selbst noch einmal.',
  },
  servfail: {
    title: 'DNS konnte nicht antworten',
    explanation:
      'Die DNS-Server von {zone} haben auf die Frage nach {host} einen eigenen Fehler gemeldet[[ ({server})]].',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, zeigen Sie dies der Person, die das DNS von {zone} betreut.',
  },
  refused: {
    title: 'DNS hat die Antwort verweigert',
    explanation: 'Ein DNS-Server hat die Frage nach {host} abgelehnt[[ ({server})]].',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, fragen Sie die Person, die das DNS von {zone} betreut, ob dessen Server die Zone noch führen.',
  },
  timeout: {
    title: 'DNS hat nicht rechtzeitig geantwortet',
    explanation: 'Kein DNS-Server hat die Frage nach {host} rechtzeitig beantwortet[[ ({server})]].',
    advice:
      'Wir fragen von selbst noch einmal. Dauert es Stunden, zeigen Sie dies der Person, die das DNS von {zone} betreut.',
  },
  lame: {
    title: 'Die Nameserver kennen die Zone nicht',
    explanation:
      '{server} ist als DNS-Server von {zone} eingetragen, kennt die Zone aber nicht; {host} ist daher nicht zu finden.',
    advice:
      'Fragen Sie die Person, die {zone} registriert hat, ob dort die Nameserver des jetzigen DNS-Anbieters eingetragen sind. Wir fragen von selbst noch einmal.',
  },
  resolver_error: {
    title: 'DNS konnte nicht gefragt werden',
    explanation:
      'Der DNS-Server, den wir nach {host} gefragt haben, war nicht erreichbar, oder seine Antwort war nicht lesbar[[ ({server})]]. Das muss nicht an {zone} liegen.',
    advice:
      'Wir fragen von selbst noch einmal. Zeigen alle Domains dies an, muss sich der Betreiber von Waymark seinen DNS-Resolver ansehen.',
  },
} satisfies Partial<DiagnosisSentences>;
