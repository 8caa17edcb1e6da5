import { leave, type Verdict } from '../links/action.ts';
import { type Finding, type FindingCode, finding, type Severity } from '../links/findings.ts';
import { alternatives, type DeepLinkChoice, type KnownDeepLink, type Obstacle } from './alternatives.ts';
import type { AppService } from './services.data.ts';

/** What a project does with links that open an app, and what is known of those of a mail. */
export interface DeepLinkRules {
  /** What happens to links that open an app and would no longer do so when wrapped. Default 'leave'. */
  readonly deepLinks?: 'leave' | 'track' | undefined;
  /** The same for those that open the app of somebody else, such as YouTube. Default 'leave'. */
  readonly publicAppLinks?: 'leave' | 'track' | undefined;
  /**
   * What is known of links, by their addresses as written; of one that gets parameters also by its URL with them. Those that
   * are not here are judged by their text alone. See `deepLinkQuestions`.
   */
  readonly outcomes?: ReadonlyMap<string, KnownDeepLink> | undefined;
}

/** Decides about a link of a service: undefined for one that is wrapped. */
export function decideOnService(
  service: AppService,
  originalUrl: string,
  { deepLinks, publicAppLinks, outcomes }: DeepLinkRules,
): Verdict | undefined {
  const isOwn = service.opens === 'own-app';
  const choice = outcomes?.get(originalUrl)?.choice;
  if ((choice ?? (isOwn ? deepLinks : publicAppLinks)) === 'track') return undefined;
  const details = { service: service.name };
  // What was chosen needs no second look.
  const found = isOwn
    ? finding('opens-own-app', details, choice === undefined ? 'warning' : 'info')
    : finding('opens-app', details);
  return { ...leave(found), alternatives: ofService('leave') };
}

/** What is said about a link of a service that is wrapped. */
export function trackedService({ name, opens }: AppService): Required<Pick<Verdict, 'findings' | 'alternatives'>> {
  return {
    findings: [finding('app-tracked', { service: name, ...(opens && { opens }) })],
    alternatives: ofService('track'),
  };
}

function ofService(current: DeepLinkChoice) {
  return alternatives(current, { parameters: 'service', keep: 'service' });
}

interface WrappedLink {
  readonly originalUrl: string;
  /** It is marked as one to be wrapped. */
  readonly isMarked: boolean;
  /** It has merge tags whose values pass through. */
  readonly hasTags: boolean;
}

/** Decides about a link that would be wrapped, by what is known of the apps that open it. */
export function decideByOutcome(
  wrapped: Verdict & { readonly url: string },
  { originalUrl, isMarked, hasTags }: WrappedLink,
  rules: DeepLinkRules,
): Verdict {
  const known = rules.outcomes?.get(originalUrl);
  if (known === undefined) return wrapped;
  const { outcome, choice, app } = known;
  const tagged = wrapped.plainUrl === undefined ? undefined : rules.outcomes?.get(wrapped.url);
  const against = {
    parameters: hasTags ? 'merge-tags' : againstParameters(wrapped, known, tagged),
    keep: againstKeeping(known),
  } satisfies Partial<Record<DeepLinkChoice, Obstacle | undefined>>;
  const taken = isMarked ? (outcome === 'kept' ? 'keep' : 'track') : takenOf(known, against.parameters, rules);
  // A mark counts, whatever is chosen.
  const isOffered = !isMarked && (app !== undefined || choice !== undefined);
  const offered = isOffered ? { alternatives: alternatives(taken, against) } : {};
  if (taken === 'parameters') {
    const { details } = wrapped.findings.find(({ code }) => code === 'utm-added') ?? {};
    // An app is named only where it is known to open the link with them.
    const opening = isOpened(tagged) ? tagged?.app : undefined;
    return {
      ...leave(finding('app-parameters', { ...details, ...(opening !== undefined && { app: opening }) })),
      leftUrl: wrapped.url,
      ...offered,
    };
  }
  const found = findingOf(taken, known, isMarked, against.parameters);
  if (taken === 'leave') return { ...leave(...(found ? [found] : [])), ...offered };
  const decided = taken === 'keep' ? asAppLink(wrapped, tagged) : wrapped;
  return { ...decided, findings: [...decided.findings, ...(found ? [found] : [])], ...offered };
}

/** What is done with a link that bears no mark. */
function takenOf(
  { outcome, choice }: KnownDeepLink,
  againstParameters: Obstacle | undefined,
  { deepLinks }: DeepLinkRules,
): DeepLinkChoice {
  if (choice === 'leave' || choice === 'track') return choice;
  if (choice === 'parameters') return againstParameters === undefined ? 'parameters' : 'leave';
  if (outcome === 'kept') return 'keep';
  if (choice === 'keep' && outcome !== 'opens-no-app') return 'leave';
  return outcome === 'breaks' && deepLinks !== 'track' ? 'leave' : 'track';
}

function findingOf(
  taken: Exclude<DeepLinkChoice, 'parameters'>,
  known: KnownDeepLink,
  isMarked: boolean,
  againstParameters: Obstacle | undefined,
): Finding | undefined {
  const { outcome, reason, choice, app, why } = known;
  if (taken === 'keep') return about(known, 'app-kept');
  if (taken === 'leave') {
    if (choice === 'keep' || (choice === undefined && reason === 'not-confirmed'))
      return about(known, 'app-not-confirmed');
    if (choice === 'parameters' && againstParameters !== 'no-parameters') return about(known, 'app-parameters-refused');
    return about(known, choice === undefined ? 'app-breaks' : 'app-left');
  }
  // No phone outside opens an address of a network of one's own.
  if (why === 'private-address') return undefined;
  const isChosen = isMarked || choice === 'track';
  // Where an app is known to open some links of the website, somebody should look.
  if (outcome === 'unknown' && !isChosen) return about(known, 'app-unknown', app === undefined ? 'info' : 'warning');
  return outcome === 'opens-no-app' || app === undefined ? undefined : about(known, 'app-tracked');
}

function about({ outcome: _, choice: __, ...details }: KnownDeepLink, code: FindingCode, severity?: Severity): Finding {
  return finding(code, details, severity);
}

/** Why a link cannot have the project's parameters without being wrapped. */
function againstParameters(
  { plainUrl }: Verdict,
  known: KnownDeepLink,
  tagged: KnownDeepLink | undefined,
): Obstacle | undefined {
  if (plainUrl === undefined) return 'no-parameters';
  return isOpened(tagged) || (known.outcome !== 'kept' && known.outcome !== 'breaks') ? undefined : 'rejected';
}

/** Why a link cannot be kept as an app link. */
function againstKeeping({ outcome, reason }: KnownDeepLink): Obstacle | undefined {
  if (outcome === 'kept') return undefined;
  if (outcome === 'opens-no-app') return 'no-app';
  if (reason === 'merge-tags') return 'merge-tags';
  if (reason === 'not-confirmed' || reason === 'android-claims-listed') return 'not-confirmed';
  return outcome === 'breaks' || reason === 'android-claims' ? 'not-listed' : 'unknown';
}

function isOpened(known: KnownDeepLink | undefined): boolean {
  return known?.outcome === 'breaks' || known?.outcome === 'kept';
}

/** An app gets the parameters only if its rules accept them. */
function asAppLink(wrapped: Verdict & { readonly url: string }, tagged: KnownDeepLink | undefined): Verdict {
  const { plainUrl, ...plain } = wrapped;
  if (plainUrl === undefined || isOpened(tagged)) return { ...wrapped, appLink: true };
  const findings = wrapped.findings.filter(({ code }) => code !== 'utm-added');
  return { ...plain, url: plainUrl, appLink: true, findings };
}
