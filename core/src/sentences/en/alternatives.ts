import type { AlternativeTexts } from '../types.ts';

export const alternativesEn: AlternativeTexts = {
  buttons: {
    leave: 'Leave it as it is',
    parameters: 'Add parameters instead',
    keep: 'Keep it as an app link',
    track: 'Track it all the same',
  },
  obstacles: {
    service: 'The service does not say whether its links go on opening the app.',
    'merge-tags': 'The link has merge tags, and what they stand for is only known when the mail is sent.',
    'no-parameters': 'The project has no parameters that this link lacks.',
    rejected: 'With the parameters no rule of the app matches for certain, so the link might not open it any more.',
    'not-listed': 'Your tracking domain does not list the app yet: add it to the domain’s apps.',
    'not-confirmed': 'Its team has not confirmed yet which version opens links of your tracking domain.',
    'no-app': 'No app opens this link.',
    unknown: 'At the moment nobody knows whether an app opens this link.',
  },
};
