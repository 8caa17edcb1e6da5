import type { DeepLinkClass } from './classify.ts';
import type { AndroidFile } from './files/android-file.ts';
import type { AppleFile } from './files/apple-file.ts';
import type { Doubt } from './matching/doubts.ts';
import type { OpenedLink } from './matching/link-parts.ts';
import { matchAndroidFile } from './matching/match-android.ts';
import { type AppAnswer, matchAppleFile } from './matching/match-apple.ts';
import { usualBudget } from './patterns/match.ts';
import { serviceOfClass } from './services.ts';

/** What becomes of a link when it is wrapped: *breaks* opens the browser instead of the app. */
export type DeepLinkOutcome = 'opens-no-app' | 'breaks' | 'kept' | 'unknown';

/** Why a file could not be fetched. */
export const fetchFailures = [
  // a host that is no name, or another port than the usual one
  'unusual-host',
  'private-address',
  'unreachable',
  // no secure connection, whatever the certificate
  'tls',
  'certificate',
  'redirect',
  'status',
  'too-large',
  'too-slow',
  // an answer that breaks off or is no HTTP
  'broken',
] as const;

export type FetchFailure = (typeof fetchFailures)[number];

/** What is known of an association file of a link's host. `missing`: the host answered that it has none. */
export type SeenFile<File> =
  | { readonly state: 'read'; readonly file: File }
  | { readonly state: 'missing' }
  | { readonly state: 'not-asked' }
  | { readonly state: 'failed'; readonly why: FetchFailure };

/** Both files of the host that a link leads to. Files that Android's includes are part of it. */
export interface HostFiles {
  readonly apple: SeenFile<AppleFile>;
  readonly android: SeenFile<AndroidFile>;
}

/** An app that the tracking domain's own files list for `/a/*`. */
export interface ListedApp {
  readonly system: 'ios' | 'android';
  /** App id or package name. */
  readonly app: string;
  /** The app's version that declares the tracking domain, as its team confirmed. */
  readonly confirmed?: { readonly version: string; readonly date: string };
}

export const outcomeReasons = {
  'no-web-address': 'opens-no-app',
  'no-file': 'opens-no-app',
  'no-rule': 'opens-no-app',
  excluded: 'opens-no-app',
  'custom-scheme': 'breaks',
  'deep-link-service': 'breaks',
  'public-app': 'breaks',
  rule: 'breaks',
  'not-confirmed': 'breaks',
  confirmed: 'kept',
  'not-asked': 'unknown',
  'file-failed': 'unknown',
  'file-invalid': 'unknown',
  undocumented: 'unknown',
  'merge-tags': 'unknown',
  'android-claims': 'unknown',
  // the same, and the tracking domain lists the app
  'android-claims-listed': 'unknown',
} as const satisfies Record<string, DeepLinkOutcome>;

export type OutcomeReason = keyof typeof outcomeReasons;

/** What becomes of one link, why, and what was found about each app. */
export interface JudgedDeepLink {
  readonly outcome: DeepLinkOutcome;
  readonly reason: OutcomeReason;
  /** The app that decided, and its rule, as its author wrote it. */
  readonly app?: string;
  readonly rule?: string;
  readonly service?: string;
  readonly version?: string;
  readonly date?: string;
  readonly why?: FetchFailure | Doubt;
  readonly apps: readonly AppAnswer[];
}

/**
 * Says what becomes of a link when it is wrapped. `link`: what a browser opens, with the parameters that are added; asking
 * again with others says whether they would be rejected. One with merge tags has a `mark`, see `deepLinkAddress`. `work`: how much of it each file may take.
 */
export function judgeDeepLink(
  link: string | OpenedLink,
  deepLink: DeepLinkClass,
  files: HostFiles,
  listed: readonly ListedApp[] = [],
  work = usualBudget,
): JudgedDeepLink {
  if (deepLink === 'none') return judged('no-web-address');
  if (deepLink === 'custom-scheme') return judged('custom-scheme');
  const service = serviceOfClass(deepLink);
  if (service !== undefined) {
    return judged(service.opens === 'own-app' ? 'deep-link-service' : 'public-app', { service: service.name });
  }
  const { apple, android } = files;
  const apps = [
    ...(apple.state === 'read' ? matchAppleFile(apple.file, link, work) : []),
    ...(android.state === 'read' ? matchAndroidFile(android.file, link, work) : []),
  ];
  return { ...judgeApps(apps, files, listed), apps };
}

function judged(reason: OutcomeReason, details: Partial<JudgedDeepLink> = {}): JudgedDeepLink {
  return { outcome: outcomeReasons[reason], reason, apps: [], ...details };
}

function judgeApps(apps: readonly AppAnswer[], files: HostFiles, listed: readonly ListedApp[]): JudgedDeepLink {
  const standing = (asked: AppAnswer) => listed.find(({ system, app }) => system === asked.system && app === asked.app);
  const isKept = (asked: AppAnswer) => standing(asked)?.confirmed !== undefined;
  const opening = apps.filter(({ answer }) => answer.answer === 'opens');
  const broken = opening.find((asked) => !isKept(asked));
  if (broken !== undefined) {
    return judged(standing(broken) === undefined ? 'rule' : 'not-confirmed', detailsOf(broken));
  }
  const claiming = apps.filter(({ answer }) => answer.answer === 'claims');
  const unclear = unclearFile(files) ?? unclearApp(apps);
  if (unclear !== undefined) return unclear;
  const claimed = claiming.find((asked) => !isKept(asked));
  if (claimed !== undefined) {
    return judged(standing(claimed) === undefined ? 'android-claims' : 'android-claims-listed', detailsOf(claimed));
  }
  const kept = opening[0] ?? claiming[0];
  if (kept !== undefined) return judged('confirmed', { ...detailsOf(kept), ...standing(kept)?.confirmed });
  const excluded = apps.find(({ answer }) => answer.answer === 'excluded');
  if (excluded !== undefined) return judged('excluded', detailsOf(excluded));
  return judged(apps.length === 0 ? 'no-file' : 'no-rule');
}

function unclearFile({ apple, android }: HostFiles): JudgedDeepLink | undefined {
  const files = [apple, android];
  if (files.some(({ state }) => state === 'not-asked')) return judged('not-asked');
  for (const file of files) if (file.state === 'failed') return judged('file-failed', { why: file.why });
  const isInvalid = files.some((file) => file.state === 'read' && !file.file.isValid);
  return isInvalid ? judged('file-invalid') : undefined;
}

function unclearApp(apps: readonly AppAnswer[]): JudgedDeepLink | undefined {
  for (const asked of apps) {
    const { answer } = asked;
    if (answer.answer !== 'unknown') continue;
    const reason = answer.doubt === 'merge-tag' ? 'merge-tags' : 'undocumented';
    return judged(reason, { ...detailsOf(asked), why: answer.doubt });
  }
  return undefined;
}

function detailsOf({ app, answer }: AppAnswer): Pick<JudgedDeepLink, 'app' | 'rule'> {
  return 'rule' in answer ? { app, rule: answer.rule } : { app };
}
