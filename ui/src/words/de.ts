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

  'steps.title': 'So geht es',
  'steps.open':
    'Öffnen Sie die DNS-Einstellungen von {zone}: dort, wo die Domain registriert ist oder ihr DNS geführt wird.',
  'steps.provider': 'Öffnen Sie {provider}, wo das DNS von {zone} geführt wird.',
  'steps.panel': 'Zu {provider}',
  'steps.add': 'Fügen Sie einen Eintrag vom Typ CNAME mit diesem Namen und diesem Ziel hinzu.',
  'steps.wait': 'Speichern Sie. Bis alle ihn sehen, kann es Minuten dauern; Sie müssen hier nicht warten.',
  'steps.colleague': 'Für Ihre IT',
  'steps.colleagueText': 'Jemand anders betreut das DNS? Schicken Sie diesen Text.',
  'steps.colleagueMail': 'E-Mail schreiben',
  'steps.colleagueCopy': 'Text kopieren',
};

/** The states of a domain have the same words wherever they are shown. */
export const states: Texts<keyof typeof en.states> = {
  'status.waiting': 'Wartet',
  'status.not_verified': 'Nicht bestätigt',
  'status.pending': 'In Arbeit',
  'status.verified': 'Bestätigt',
  'status.troubled': 'Bestätigt, bitte ansehen',
};
