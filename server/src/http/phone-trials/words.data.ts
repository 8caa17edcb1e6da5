import type { Language } from '@waymark/core';
import { maxDevice, maxVersion } from '../../phone-trials/answers.ts';
import type { Opened, Way } from '../../phone-trials/ways.ts';

/** Why an answer was not stored. */
export type Problem = 'no-device' | 'long-device' | 'long-version' | 'no-such-link' | 'full';

interface Ending {
  readonly title: string;
  readonly text: string;
}

/** What the tester reads on the page of a trial. `{time}`, `{device}` and so on are filled in. */
export interface TrialWords {
  readonly title: string;
  readonly how: string;
  readonly until: string;
  readonly device: string;
  readonly deviceNote: string;
  readonly version: string;
  readonly ways: Readonly<Record<Way, { readonly title: string; readonly note: string }>>;
  readonly tap: string;
  readonly question: string;
  readonly opened: Readonly<Record<Opened, string>>;
  readonly keep: string;
  readonly browserAt: string;
  readonly inconclusive: string;
  readonly problems: Readonly<Record<Problem, string>>;
  readonly over: Ending;
  readonly unknown: Ending;
}

export const trialWords: Readonly<Record<Language, TrialWords>> = {
  en: {
    title: 'Try these links on this phone',
    how: 'Tap a link and see what opens. Then come back to this page and say what it was.',
    until: 'This page is valid until {time}. Nothing you tap here counts in anybody’s figures.',
    device: 'This device',
    deviceNote: 'As your browser calls it. Correct it where it is wrong.',
    version: 'Version of the app',
    ways: {
      'as-written': { title: 'As written', note: 'the link as it stands in the mail' },
      wrapped: { title: 'Wrapped', note: 'with its clicks counted' },
      'app-link': { title: 'Kept as an app link', note: 'counted, and for the app to open' },
    },
    tap: 'Tap to open: {way}',
    question: 'What opened?',
    opened: { app: 'The app', browser: 'The browser', other: 'Nothing, or something else' },
    keep: 'Keep what I wrote',
    browserAt: 'A browser asked for it at {time}.',
    inconclusive: 'Inconclusive.',
    problems: {
      'no-device': 'Say which device this is, then answer again.',
      'long-device': `Say which device this is in ${maxDevice} characters at most, then answer again.`,
      'long-version': `Give the version of the app in ${maxVersion} characters at most, then answer again.`,
      'no-such-link': 'There is no such link on this page.',
      full: 'This trial has as many answers as it can keep. Start a new one in Waymark.',
    },
    over: {
      title: 'This trial is over',
      text: 'Its page was valid for an hour. What was answered is kept beside the links. Start a new trial in Waymark, and scan its code.',
    },
    unknown: {
      title: 'There is no such trial',
      text: 'Scan the code again, or start a new trial in Waymark: a page like this is valid for an hour.',
    },
  },
  de: {
    title: 'Diese Links auf diesem Telefon ausprobieren',
    how: 'Tippen Sie einen Link an und sehen Sie, was sich öffnet. Kommen Sie dann auf diese Seite zurück und sagen Sie, was es war.',
    until: 'Diese Seite gilt bis {time}. Was Sie hier antippen, zählt in keiner Statistik.',
    device: 'Dieses Gerät',
    deviceNote: 'Wie Ihr Browser es nennt. Berichtigen Sie es, wo es nicht stimmt.',
    version: 'Version der App',
    ways: {
      'as-written': { title: 'Wie geschrieben', note: 'der Link, wie er in der Mail steht' },
      wrapped: { title: 'Als Tracking-Link', note: 'seine Klicks werden gezählt' },
      'app-link': { title: 'Als App-Link', note: 'wird gezählt, und die App kann ihn öffnen' },
    },
    tap: 'Zum Öffnen antippen: {way}',
    question: 'Was hat sich geöffnet?',
    opened: { app: 'Die App', browser: 'Der Browser', other: 'Nichts oder etwas anderes' },
    keep: 'Behalten, was ich geschrieben habe',
    browserAt: 'Ein Browser hat ihn um {time} abgerufen.',
    inconclusive: 'Sagt nichts aus.',
    problems: {
      'no-device': 'Sagen Sie, welches Gerät das ist, und antworten Sie dann noch einmal.',
      'long-device': `Sagen Sie mit höchstens ${maxDevice} Zeichen, welches Gerät das ist, und antworten Sie dann noch einmal.`,
      'long-version': `Nennen Sie die Version der App mit höchstens ${maxVersion} Zeichen, und antworten Sie dann noch einmal.`,
      'no-such-link': 'Diesen Link gibt es auf dieser Seite nicht.',
      full: 'Mehr Antworten kann dieser Versuch nicht behalten. Beginnen Sie in Waymark einen neuen.',
    },
    over: {
      title: 'Dieser Versuch ist vorbei',
      text: 'Seine Seite galt eine Stunde lang. Was geantwortet wurde, bleibt bei den Links. Beginnen Sie in Waymark einen neuen Versuch und scannen Sie seinen Code.',
    },
    unknown: {
      title: 'Diesen Versuch gibt es nicht',
      text: 'Scannen Sie den Code noch einmal, oder beginnen Sie in Waymark einen neuen Versuch: Eine solche Seite gilt eine Stunde lang.',
    },
  },
};
