import type { ChangeSentences, ProofSentences } from '../types.ts';

export const proofSentencesDe: ProofSentences = {
  proven: {
    title: 'Nur Links und Zählpixel haben sich geändert',
    explanation:
      'Beide E-Mails sind Byte für Byte gleich bis auf Tracking-Links ({links}) und Zählpixel ({pixels}). Jeder Tracking-Link führte von Anfang an dorthin, wohin der Link davor führte. Ohne diese Stellen haben beide den SHA-256 {sha256}.',
    advice: 'Es gibt nichts zu tun.',
  },
  unchanged: {
    title: 'Nichts hat sich geändert',
    explanation: 'Beide E-Mails sind Byte für Byte gleich. Sie haben den SHA-256 {sha256}.',
    advice: 'Falls ihre Links gezählt werden sollen: Prüfen Sie, ob das die versendete E-Mail ist.',
  },
  other: {
    title: 'Etwas anderes hat sich geändert',
    explanation: 'In Zeile {line} wurde aus „{before}“ „{after}“. Das macht Waymark nicht.',
    advice:
      'Suchen Sie ein Programm, das die E-Mail danach noch verändert (Zeilenenden, Leerraum, Stile), und lassen Sie es vorher laufen.',
  },
  'not-genuine': {
    title: 'Kein Link der Domain dieses Mailings',
    explanation:
      'Was in Zeile {line} an der Stelle von „{before}“ steht, sieht aus wie ein Tracking-Link oder Zählpixel, aber sein Token wurde nicht für die Tracking-Domain dieses Mailings gemacht oder wurde verändert: „{after}“.',
    advice: 'Bereiten Sie die E-Mail neu auf und prüfen Sie, was sie unterwegs verändert.',
  },
  'other-mailing': {
    title: 'Ein Link eines anderen Mailings',
    explanation:
      'In Zeile {line} wurde aus „{before}“ „{after}“; das gehört zu einem anderen Mailing oder ist hier nicht mehr gespeichert.',
    advice: 'Vergleichen Sie die E-Mail mit ihrer eigenen Kopie oder bereiten Sie sie neu auf.',
  },
  'other-destination': {
    title: 'Ein Link führt woandershin',
    explanation: 'In Zeile {line} führt „{before}“ zu {expected}, der Tracking-Link an seiner Stelle aber zu {url}.',
    advice: 'Bereiten Sie die E-Mail neu auf und verwenden Sie jeden Tracking-Link nur dort, wo er geschrieben wurde.',
  },
};

export const changeSentencesDe: ChangeSentences = {
  link: 'Führt zu {url}.',
  'link:changed': 'Führte zu {original}, als er gemacht wurde, wie der Link davor; sein Ziel wurde geändert in {url}.',
  parameters: 'Bekam Parameter, statt umgeschrieben zu werden.',
  pixel: 'Zählt eine Öffnung.',
  'pixel-placeholder': 'Der Platz für einen Zählpixel wurde entfernt, weil diese E-Mail keinen hat.',
  scheme:
    'Wurde zu einem Schema, das Mailprogramme öffnen; in HTML mit der Marke, die den Link von der Zählung ausnimmt.',
};
