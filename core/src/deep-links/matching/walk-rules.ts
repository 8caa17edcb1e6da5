import { type Rule, ruleText } from '../files/rule.ts';
import type { Doubt } from './doubts.ts';
import type { RuleMatcher } from './rule-matcher.ts';

/** What the rules of an app say about a link, and the rule that decided, as its author would say it. */
export type RulesAnswer =
  | { readonly answer: 'opens' | 'excluded'; readonly rule: string }
  | { readonly answer: 'no-rule' }
  | { readonly answer: 'unknown'; readonly doubt: Doubt; readonly rule?: string };

/** Asks rules in their order; the first that matches decides. One in doubt counts only where it would change the answer. */
export function walkRules(rules: readonly Rule[], matcher: RuleMatcher): RulesAnswer {
  let doubtful: { readonly doubt: Doubt; readonly rule: string } | undefined;
  const inDoubt = { opens: false, stays: false };
  const decide = (answer: RulesAnswer, opens: boolean): RulesAnswer =>
    doubtful !== undefined && (opens ? inDoubt.stays : inDoubt.opens) ? { answer: 'unknown', ...doubtful } : answer;
  for (const rule of rules) {
    const answer = matcher.matchRule(rule);
    if (answer === false) continue;
    if (answer === true)
      return decide({ answer: rule.exclude ? 'excluded' : 'opens', rule: ruleText(rule) }, !rule.exclude);
    doubtful ??= { doubt: answer, rule: ruleText(rule) };
    if (rule.exclude || rule.isBroken) inDoubt.stays = true;
    if (!rule.exclude || rule.isBroken) inDoubt.opens = true;
  }
  return decide({ answer: 'no-rule' }, false);
}
