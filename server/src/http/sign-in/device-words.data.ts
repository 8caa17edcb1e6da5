import type { Language } from '@waymark/core';

const en = {
  title: 'Connect the extension',
  ask: 'Write the code that the Waymark extension shows.',
  code: 'Code',
  next: 'Continue',
  unknown: 'There is no such code. It works for a quarter of an hour: let the extension show a new one.',
  compare: 'Does the extension in your browser show this code?',
  means: 'It can then do what you can do, with a key of yours that you may revoke at any time.',
  approve: 'Connect',
  deny: 'Refuse',
  approved: 'The extension is connected',
  approvedMore: 'You can close this page.',
  denied: 'The extension is not connected',
  deniedMore: 'The code works no more.',
  keyName: 'Browser extension',
};

/** What the page says on which the extension is connected. */
export const deviceWords: Record<Language, typeof en> = {
  en,
  de: {
    title: 'Erweiterung verbinden',
    ask: 'Geben Sie den Code ein, den die Waymark-Erweiterung zeigt.',
    code: 'Code',
    next: 'Weiter',
    unknown:
      'Diesen Code gibt es nicht. Er gilt eine Viertelstunde: Lassen Sie sich von der Erweiterung einen neuen zeigen.',
    compare: 'Zeigt die Erweiterung in Ihrem Browser diesen Code?',
    means: 'Sie darf dann, was Sie dürfen, mit einem Schlüssel, den Sie jederzeit widerrufen können.',
    approve: 'Verbinden',
    deny: 'Ablehnen',
    approved: 'Die Erweiterung ist verbunden',
    approvedMore: 'Sie können diese Seite schließen.',
    denied: 'Die Erweiterung ist nicht verbunden',
    deniedMore: 'Der Code gilt nicht mehr.',
    keyName: 'Browser-Erweiterung',
  },
};
