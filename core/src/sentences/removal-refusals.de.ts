import type { RemovalRefusalSentences } from './explain-removal.ts';

export const removalRefusalsDe: RemovalRefusalSentences = {
  attached: {
    title: 'Noch von Projekten benutzt',
    explanation: '{host} ist noch zugeordnet: {projects}.',
    advice: 'Wählen Sie dort eine andere Tracking-Domain oder keine, und löschen Sie dann diese.',
  },
  'record-stands': {
    title: 'Der DNS-Eintrag steht noch',
    explanation:
      'Solange der Eintrag {record} steht, funktionieren die Links in verschickten E-Mails weiter. Er steht noch auf {servers}.',
    advice:
      'Löschen Sie diesen Eintrag dort, wo das DNS von {zone} verwaltet wird, und versuchen Sie es erneut: Wir fragen in dem Moment neu.',
  },
  'record-unknown': {
    title: 'Das DNS hat nicht geantwortet',
    explanation: 'Ob der Eintrag von {host} weg ist, war nicht zu erfahren: {servers} gab keine brauchbare Antwort.',
    advice: 'Versuchen Sie es in einigen Minuten noch einmal. Es wurde nichts gelöscht.',
  },
  'not-confirmed': {
    title: 'Nicht bestätigt',
    explanation: 'Die Eingabe ist nicht {host}.',
    advice:
      'Geben Sie den Hostnamen genau ein, um zu bestätigen, dass seine Links endgültig aufhören dürfen zu funktionieren.',
  },
};
