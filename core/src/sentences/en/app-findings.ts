import type { AppFindingSentences, Sentence } from '../types.ts';

const nothing = 'Nothing to do.';
const matches = '[[On phones that have the app, `{rule}` of the app {app} matches. ]]';
const unknown = (why: string): Sentence => ({
  title: 'Nobody knows whether an app opens this link',
  explanation: `${why} The link is tracked like any other.`,
  advice: 'Try it on a phone. Leave the link as it is if it has to open an app.',
});

const tracked = (what: string): Sentence => ({
  title: 'The link is tracked, so the browser opens',
  explanation: `Otherwise it would open ${what}. To track it was chosen for this link, or for all such links of the project.`,
  advice: 'Nothing to do, unless opening the app matters more here than counting clicks.',
});

/** What is said about links that apps open, by what their websites say. */
export const appFindingsEn: AppFindingSentences = {
  'app-breaks': {
    title: 'The link opens an app, but would not when tracked',
    explanation: `${matches}Behind a tracked link the browser would open instead, so the link was left as it is, and clicks on it are not counted.`,
    advice: 'Nothing to do. You can also add parameters instead, keep it as an app link, or track it all the same.',
  },
  'app-not-confirmed': {
    title: 'The link cannot be kept as an app link yet',
    explanation: `${matches}Nobody has confirmed that the app opens links of your tracking domain, so the link was left as it is.`,
    advice: 'List the app for your tracking domain, and enter the version that opens its links, with its date.',
  },
  'app-not-confirmed:unknown': {
    title: 'The link cannot be kept as an app link yet',
    explanation: 'Nobody knows whether the app opens it, so the link was left as it is.',
    advice: 'Try it on a phone.',
  },
  'app-kept': {
    title: 'The link opens the app, tracked too',
    explanation:
      'The app {app} opens this link, and links of your tracking domain as well[[, since version {version}, as its team confirmed on {date}]].',
    advice: nothing,
  },
  'app-unknown': unknown('Its website does not say it.'),
  'app-unknown:not-asked': unknown('Its website has not said anything about apps yet.'),
  'app-unknown:file-failed': unknown('Its website could not be asked.'),
  'app-unknown:file-invalid': unknown('The file of its website about apps cannot be read.'),
  'app-unknown:undocumented': unknown(
    'Whether [[`{rule}` of ]]the app {app} matches depends on something that is documented nowhere.',
  ),
  'app-unknown:merge-tags': unknown('Whether [[`{rule}` of ]]the app {app} matches depends on its merge tags.'),
  'app-unknown:android-claims': unknown(
    'The app {app} opens links of its website, and which ones is written in the app.',
  ),
  'app-unknown:android-claims-listed': {
    ...unknown(
      'The app {app} opens links of its website, and which ones is written in the app. Your tracking domain lists it, and its team has not confirmed yet that it opens links of this domain.',
    ),
    advice: 'Enter the version of the app that opens links of your tracking domain, with its date.',
  },
  'app-tracked': tracked('the app[[ {app}]][[ of {service}]]'),
  'app-tracked:own-app': tracked('your app (via {service})'),
  'app-left': {
    title: 'The link is left as it is, as was chosen',
    explanation: 'That was chosen for this address in this project. Clicks on it are not counted.',
    advice: 'Nothing to do. Choose something else if the link shall be tracked.',
  },
  'app-parameters': {
    title: 'The link gets parameters instead of being tracked',
    explanation:
      'It leads to its page[[ with {parameters}]][[, and the app {app} opens it as before]]. Clicks are not counted here.',
    advice: nothing,
  },
  'app-parameters-refused': {
    title: 'With parameters the link might not open the app',
    explanation: `${matches}Parameters were chosen for this address, but with them no rule matches for certain, so the link was left as it is.`,
    advice: 'Leave the link as it is, or ask your app team to accept the parameters.',
  },
};
