import type { JudgedDeepLink } from './outcome.ts';

/**
 * What can be chosen for a link that opens an app: to leave it, to add the project's parameters without tracking it, to keep
 * it as an app link, or to track it all the same.
 */
export const deepLinkChoices = ['leave', 'parameters', 'keep', 'track'] as const;

export type DeepLinkChoice = (typeof deepLinkChoices)[number];

/** What is known of a link before its mail is wrapped, and what was chosen for its address. Plain data. */
export interface KnownDeepLink extends Omit<JudgedDeepLink, 'apps'> {
  readonly choice?: DeepLinkChoice;
}

/** Why something cannot be chosen for a link. */
export const obstacles = [
  // no service says whether its links go on opening the app
  'service',
  // what a rule says depends on what is filled in
  'merge-tags',
  // the project has no UTM template, or the link has all of its parameters
  'no-parameters',
  // with the parameters no rule of the app matches any more, or nobody can say whether one does
  'rejected',
  // the app is not among those of the tracking domain, or is there and not confirmed by its team
  'not-listed',
  'not-confirmed',
  // no app opens the link, or nobody knows at the moment whether one does
  'no-app',
  'unknown',
] as const;

export type Obstacle = (typeof obstacles)[number];

/** Something that can be done with a link: a button, or why there is none. */
export interface Alternative {
  readonly choice: DeepLinkChoice;
  /** It is what is done with the link as things are. */
  readonly isCurrent: boolean;
  /** Missing: it can be chosen. */
  readonly obstacle?: Obstacle;
}

/** Everything that can be done with a link, and what cannot. */
export function alternatives(
  current: DeepLinkChoice,
  against: Readonly<Partial<Record<DeepLinkChoice, Obstacle | undefined>>>,
): readonly Alternative[] {
  return deepLinkChoices.map((choice) => {
    const obstacle = against[choice];
    const alternative = { choice, isCurrent: choice === current };
    return obstacle === undefined ? alternative : { ...alternative, obstacle };
  });
}
