import type { EventReasonSentences } from '../types.ts';

export const eventReasonsDe: EventReasonSentences = {
  browser: 'Kam von einem Browser oder Mailprogramm, wie Menschen sie benutzen.',
  app: 'Kam von einer App, die den Link für ihren Nutzer geöffnet hat.',
  'gmail-image-proxy': 'Gmail hat das Bild für jemanden geholt, der die E-Mail öffnete; wer und wo, bleibt verborgen.',
  'yahoo-mail-proxy':
    'Yahoo Mail hat das Bild für jemanden geholt, der die E-Mail öffnete; wer und wo, bleibt verborgen.',
  'apple-mail-privacy':
    'Apple Mail holt Bilder im Hintergrund, ob jemand die E-Mail öffnet oder nicht; das zählt nicht als Öffnung.',
  'outlook-image-proxy':
    'Outlook hat das Bild über Microsoft geholt, meist für jemanden, der die E-Mail öffnete; wer und wo, bleibt verborgen.',
  'no-user-agent': 'Hat nicht gesagt, welches Programm es ist; jeder Browser und jedes Mailprogramm tut das.',
  crawler: 'Nennt sich selbst ein Programm, das Seiten von allein liest.',
  prefetch: 'Ein Browser hat die Seite im Voraus geholt, für den Fall, dass jemand klickt.',
  'scanner-network':
    'Kam aus dem Netz eines Sicherheitssystems oder eines Mailanbieters, das Links öffnet, um sie zu prüfen.',
  'head-before-get':
    'Dasselbe Programm hat sich zuerst nach dem Link erkundigt, ohne ihn zu öffnen; das tun Sicherheitssysteme, nicht Browser.',
  'many-links':
    'Drei oder mehr verschiedene Links wurden innerhalb von zweieinhalb Sekunden geöffnet; das tun Sicherheitssysteme, nicht Menschen.',
  own: 'Kam über einen Anschluss, von dem jemand aus deinem Team gesagt hat, dass er nicht zählt.',
  'two-links':
    'Zwei verschiedene Links wurden innerhalb einer Sekunde geöffnet, ohne dass die E-Mail vorher geöffnet war; das tun Sicherheitssysteme.',
};
