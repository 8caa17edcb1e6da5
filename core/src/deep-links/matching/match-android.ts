import type { AndroidFile } from '../files/android-file.ts';
import { usualBudget } from '../patterns/match.ts';
import { linkParts, type OpenedLink } from './link-parts.ts';
import type { AppAnswer } from './match-apple.ts';
import { RuleMatcher } from './rule-matcher.ts';
import { walkRules } from './walk-rules.ts';

/**
 * What each app of a host's assetlinks.json does with a link. Dynamic rules narrow what the app itself declares, on Android
 * 15 and later. A rule that lets the app open a link says that it opens it; one that keeps it out says nothing about older
 * phones, so that the app still claims it there.
 */
export function matchAndroidFile(
  file: AndroidFile,
  link: string | OpenedLink,
  work = usualBudget,
): readonly AppAnswer[] {
  const parts = linkParts(link);
  if (parts === undefined) return [];
  const matcher = new RuleMatcher(parts, 'android', { left: work });
  return file.apps.map(({ packageName, rules }) => {
    const answer = rules === undefined ? undefined : walkRules(rules, matcher);
    const decided = answer?.answer === 'opens' ? answer : { answer: 'claims' as const };
    return { system: 'android', app: packageName, answer: decided };
  });
}
