import type * as en from './en.ts';
import type { Texts } from './translator.ts';

/** What components of this package say, in German. */
export const words: Texts<keyof typeof en.words> = {
  'copy.copy': 'Kopieren',
  'copy.copied': 'Kopiert',
  'copy.what': '{what} kopieren',

  'record.title': 'Legen Sie diesen DNS-Eintrag an',
  'record.done': 'Der DNS-Eintrag',
  'record.text': 'Fügen Sie beim Anbieter von {zone} einen Eintrag hinzu. Bis alle ihn sehen, kann es dauern.',
  'record.type': 'Typ',
  'record.name': 'Name',
  'record.target': 'Ziel',
  'record.line': 'Ganzer Eintrag',
};

/** The states of a domain have the same words wherever they are shown. */
export const states: Texts<keyof typeof en.states> = {
  'status.waiting': 'Wartet',
  'status.not_verified': 'Nicht bestätigt',
  'status.pending': 'In Arbeit',
  'status.verified': 'Bestätigt',
  'status.troubled': 'Bestätigt, bitte ansehen',
};
