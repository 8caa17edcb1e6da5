import type { FetchFailure } from '../outcome.ts';

/**
 * Where a check looks for the association files of a tracking domain: at each place of its host, and at Apple's servers,
 * from which phones get what Apple found there.
 */
export const publishedPlaces = ['apple', 'apple-root', 'android', 'apple-cdn'] as const;

export type PublishedPlace = (typeof publishedPlaces)[number];

/** What was found at a place. */
export type PublishedFile =
  | { readonly state: 'read'; readonly contentType: string; readonly text: string }
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly why: FetchFailure };

/** Everything that can be said of what was found at a place. */
export const publishedFindings = [
  'as-served',
  'none',
  'missing',
  'unexpected',
  'other-content',
  'content-type',
  'redirect',
  'certificate',
  'not-seen',
  'cdn-as-served',
  'cdn-none',
  'cdn-missing',
  'cdn-other',
  'cdn-not-seen',
  'no-public-name',
  'not-verified',
] as const;

export type PublishedFinding = (typeof publishedFindings)[number];

const ofFailure: Partial<Record<FetchFailure, PublishedFinding>> = {
  redirect: 'redirect',
  certificate: 'certificate',
  tls: 'certificate',
};

/** Compares what was found at a place with what this server serves there; undefined if it serves nothing. */
export function judgePublished(
  place: PublishedPlace,
  served: string | undefined,
  found: PublishedFile,
): PublishedFinding {
  const isCdn = place === 'apple-cdn';
  if (found.state === 'failed') return isCdn ? 'cdn-not-seen' : (ofFailure[found.why] ?? 'not-seen');
  if (found.state === 'missing') {
    if (served === undefined) return isCdn ? 'cdn-none' : 'none';
    return isCdn ? 'cdn-missing' : 'missing';
  }
  if (served === undefined) return isCdn ? 'cdn-other' : 'unexpected';
  if (!isSameJson(served, found.text)) return isCdn ? 'cdn-other' : 'other-content';
  // How Apple's own servers name it concerns nobody.
  if (isCdn) return 'cdn-as-served';
  return found.contentType === 'application/json' ? 'as-served' : 'content-type';
}

/** Whether two texts say the same, however they are indented. */
function isSameJson(one: string, other: string): boolean {
  const plain = (text: string) => JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')));
  try {
    return plain(one) === plain(other);
  } catch {
    return false;
  }
}
