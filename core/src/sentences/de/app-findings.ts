import type { AppFindingSentences, Sentence } from '../types.ts';

const nothing = 'Nichts zu tun.';
const matches = '[[Auf Geräten mit der App: `{rule}` der App {app} passt. ]]';
const unknown = (why: string): Sentence => ({
  title: 'Niemand weiß, ob eine App diesen Link öffnet',
  explanation: `${why} Klicks werden gezählt wie bei jedem anderen Link.`,
  advice: 'Probieren Sie ihn auf einem Telefon. Lassen Sie den Link, wie er ist, wenn er eine App öffnen muss.',
});

const tracked = (what: string): Sentence => ({
  title: 'Klicks werden gezählt, deshalb öffnet sich der Browser',
  explanation: `Sonst ginge ${what} auf. Das wurde für diesen Link so gewählt oder für alle solchen Links des Projekts.`,
  advice: 'Nichts zu tun, außer wenn Ihnen hier die App wichtiger ist als die Klicks.',
});

/** What is said about links that apps open, by what their websites say. */
export const appFindingsDe: AppFindingSentences = {
  'app-breaks': {
    title: 'Der Link öffnet eine App, mit Klickzählung aber nicht',
    explanation: `${matches}Mit Klickzählung ginge stattdessen der Browser auf. Der Link blieb deshalb, wie er ist, und Klicks werden nicht gezählt.`,
    advice: 'Nichts zu tun. Sie können auch Parameter ergänzen, ihn als App-Link behalten oder Klicks trotzdem zählen.',
  },
  'app-not-confirmed': {
    title: 'Der Link kann noch kein App-Link bleiben',
    explanation: `${matches}Niemand hat bestätigt, dass die App Links Ihrer Tracking-Domain öffnet. Der Link blieb deshalb, wie er ist.`,
    advice: 'Tragen Sie die App für Ihre Tracking-Domain ein, und dazu die Version, die deren Links öffnet, mit Datum.',
  },
  'app-not-confirmed:unknown': {
    title: 'Der Link kann noch kein App-Link bleiben',
    explanation: 'Niemand weiß, ob die App ihn öffnet. Der Link blieb deshalb, wie er ist.',
    advice: 'Probieren Sie ihn auf einem Telefon.',
  },
  'app-kept': {
    title: 'Der Link öffnet die App, auch mit Klickzählung',
    explanation:
      'Die App {app} öffnet diesen Link und auch Links Ihrer Tracking-Domain[[, seit Version {version}, wie ihr Team am {date} bestätigt hat]].',
    advice: nothing,
  },
  'app-unknown': unknown('Seine Website sagt es nicht.'),
  'app-unknown:not-asked': unknown('Seine Website hat noch nichts über Apps gesagt.'),
  'app-unknown:file-failed': unknown('Seine Website ließ sich nicht fragen.'),
  'app-unknown:file-invalid': unknown('Die Datei seiner Website über Apps ist nicht lesbar.'),
  'app-unknown:undocumented': unknown(
    'Ob [[`{rule}` der ]]App {app} passt, hängt von etwas ab, das nirgends dokumentiert ist.',
  ),
  'app-unknown:merge-tags': unknown('Ob [[`{rule}` der ]]App {app} passt, hängt an seinen Platzhaltern.'),
  'app-unknown:android-claims': unknown('Die App {app} öffnet Links seiner Website, und welche, steht in der App.'),
  'app-unknown:android-claims-listed': {
    ...unknown(
      'Die App {app} öffnet Links seiner Website, und welche, steht in der App. Ihre Tracking-Domain führt sie auf, und ihr Team hat noch nicht bestätigt, dass sie Links dieser Domain öffnet.',
    ),
    advice: 'Tragen Sie die Version der App, die Links Ihrer Tracking-Domain öffnet, mit ihrem Datum ein.',
  },
  'app-tracked': tracked('die App[[ {app}]][[ von {service}]]'),
  'app-tracked:own-app': tracked('Ihre App (über {service})'),
  'app-left': {
    title: 'Der Link bleibt, wie er ist; so wurde es gewählt',
    explanation: 'Das wurde in diesem Projekt für diese Adresse gewählt. Klicks auf ihn werden nicht gezählt.',
    advice: 'Nichts zu tun. Wählen Sie etwas anderes, wenn Klicks gezählt werden sollen.',
  },
  'app-parameters': {
    title: 'Der Link bekommt Parameter, statt gezählt zu werden',
    explanation:
      'Er führt[[ mit {parameters}]] auf seine Seite[[, und die App {app} öffnet ihn wie vorher]]. Klicks werden hier nicht gezählt.',
    advice: nothing,
  },
  'app-parameters-refused': {
    title: 'Mit Parametern öffnet der Link die App vielleicht nicht',
    explanation: `${matches}Für diese Adresse wurden Parameter gewählt, mit ihnen passt aber keine Regel sicher. Der Link blieb deshalb, wie er ist.`,
    advice: 'Lassen Sie den Link, wie er ist, oder bitten Sie Ihr App-Team, die Parameter zuzulassen.',
  },
};
