import type { AppleFile } from '../files/apple-file.ts';
import { usualBudget } from '../patterns/match.ts';
import { linkParts, type OpenedLink } from './link-parts.ts';
import { RuleMatcher } from './rule-matcher.ts';
import { type RulesAnswer, walkRules } from './walk-rules.ts';

/** What becomes of a link on a phone that has an app; plain JSON. */
export interface AppAnswer {
  readonly system: 'ios' | 'android';
  /** App id or package name. */
  readonly app: string;
  /** `claims`: the app opens links of the host, which ones is written in the app alone. */
  readonly answer: RulesAnswer | { readonly answer: 'claims' };
}

/**
 * What each app of a host's apple-app-site-association does with a link. Entries of the file are asked in order, their rules
 * too, and the first rule that matches decides for the apps of its entry.
 */
export function matchAppleFile(file: AppleFile, link: string | OpenedLink, work = usualBudget): readonly AppAnswer[] {
  const parts = linkParts(link);
  if (parts === undefined) return [];
  const matcher = new RuleMatcher(parts, { variables: file.variables }, { left: work });
  const answers = new Map<string, RulesAnswer>();
  for (const { apps, rules } of file.entries) {
    const answer: RulesAnswer =
      rules === undefined ? { answer: 'unknown', doubt: 'no-rules' } : walkRules(rules, matcher);
    for (const app of apps) {
      // An app that stands in several entries goes on to its next one.
      const known = answers.get(app);
      if (known === undefined || known.answer === 'no-rule') answers.set(app, answer);
    }
  }
  return [...answers].map(([app, answer]) => ({ system: 'ios', app, answer }));
}
