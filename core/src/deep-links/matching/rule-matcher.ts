import type { Rule } from '../files/rule.ts';
import { type Budget, matches, mayMatch, type Subject } from '../patterns/match.ts';
import { type FindVariable, parsePattern } from '../patterns/pattern.ts';
import { type OwnVariables, variableFinder } from '../patterns/variables.ts';
import { type Answer, both, type Doubt } from './doubts.ts';
import { LinkAsRead, type NamedItems } from './link-as-read.ts';
import type { LinkParts } from './link-parts.ts';
import { type Flags, otherReadings, patternAsRead, type Reading, readingKey, valueAsRead } from './readings.ts';

/** Whose rules they are: Android has no variables, and does not say what a parameter is that a link does not have. */
export type RuleSystem = { readonly variables: OwnVariables } | 'android';

/** What asking a pattern costs whatever it is, as steps of matching: it is read, and memory is made ready. */
const costOfPattern = 2000;

/** Asks the rules of a file about one link. All of them share a budget of work. */
export class RuleMatcher {
  private readonly link: LinkAsRead;
  private readonly system: RuleSystem;
  private readonly budget: Budget;
  private readonly finders = new Map<string, FindVariable>();

  constructor(link: LinkParts, system: RuleSystem, budget: Budget) {
    this.link = new LinkAsRead(link);
    this.system = system;
    this.budget = budget;
  }

  /** Whether a rule is about the link. */
  matchRule(rule: Rule): Answer {
    if (!rule.isBroken) return this.matchParts(rule);
    return this.matchParts({ ...rule, caseSensitive: false }) === false ? false : 'broken-rule';
  }

  private matchParts(rule: Rule): Answer {
    const { path, query, fragment } = rule;
    const ofPath = path === undefined || this.matchText(path, this.link.parts.path, rule, true);
    return both(
      both(ofPath, () => query === undefined || this.matchQuery(query, rule)),
      () => fragment === undefined || this.matchText(fragment, this.link.parts.fragment, rule),
    );
  }

  private matchQuery(query: NonNullable<Rule['query']>, flags: Flags): Answer {
    if (typeof query === 'string') return this.matchText(query, this.link.parts.query, flags);
    let answer: Answer = true;
    for (const [name, pattern] of query) {
      answer = both(answer, () => this.matchItems(name, pattern, flags));
      if (answer === false) return false;
    }
    return answer;
  }

  private matchItems(name: string, pattern: string, flags: Flags): Answer {
    const exact = this.link.named(name, { ...flags, caseSensitive: true }, {});
    const loose = this.link.named(name, { ...flags, caseSensitive: false }, { percent: true });
    const answer = this.matchValues(exact, pattern, flags);
    // A merge tag may stand for a parameter of any name.
    if (this.link.hasOpenName && pattern !== '*') return exact.count > 0 && answer === false ? false : 'merge-tag';
    return exact.count === loose.count || answer === this.matchValues(loose, pattern, flags) ? answer : 'query-name';
  }

  /**
   * Every parameter of a name has to match, and one that is missing is empty.
   * https://developer.apple.com/videos/play/wwdc2019/717/ (“all instances of a given query item name”)
   */
  private matchValues({ count, values }: NamedItems, pattern: string, flags: Flags): Answer {
    if (count === 0) {
      const answer = this.matchText(pattern, '', flags);
      return answer === true && this.system === 'android' ? 'absent-parameter' : answer;
    }
    let answer: Answer = true;
    for (const value of values) answer = both(answer, () => this.matchText(pattern, value, flags));
    return answer;
  }

  private matchText(pattern: string, text: string, flags: Flags, isPath = false): Answer {
    if (pattern === '*') return true;
    const first = this.matchAsRead(pattern, text, isPath, flags, {});
    if (typeof first === 'string') return first;
    for (const [doubt, reading] of otherReadings(pattern, text, isPath, flags)) {
      const other = this.matchAsRead(pattern, text, isPath, flags, reading);
      if (other !== first) return typeof other === 'string' ? other : doubt;
    }
    return first;
  }

  private matchAsRead(pattern: string, text: string, isPath: boolean, flags: Flags, reading: Reading): Answer {
    this.budget.left -= costOfPattern + 10 * pattern.length;
    if (this.budget.left < 0) return 'too-complex';
    const read = patternAsRead(pattern, flags, reading);
    if (isPath && reading.slash) return this.matchTrimmed(read, text, flags, reading);
    // Apple’s own example writes `abc` for a path:
    // https://developer.apple.com/documentation/bundleresources/applinks/details-swift.dictionary/components-swift.dictionary
    const isBare = isPath && !/^(?:[/*?]|\$\(|$)/.test(read);
    return this.matchSubject(isBare ? `/${read}` : read, this.link.subject(text, flags, reading), flags, reading);
  }

  private matchTrimmed(read: string, text: string, flags: Flags, reading: Reading): Answer {
    const trimmed = withoutSlashes(read.replace(/^\/+/, '/'));
    const path = this.link.subject(text, flags, reading, 'trimmed', withoutSlashes);
    const bare = this.link.subject(text, flags, reading, 'bare', (whole) => withoutSlashes(whole).replace(/^\//, ''));
    const patterns = trimmed.endsWith('/*') ? [trimmed, trimmed.slice(0, -2)] : [trimmed];
    return either(
      patterns.flatMap((one) => [path, bare].map((subject) => () => this.matchSubject(one, subject, flags, reading))),
    );
  }

  private matchSubject(pattern: string, subject: Subject, flags: Flags, reading: Reading): Answer {
    const parts = parsePattern(pattern, this.system === 'android' ? undefined : this.finder(flags, reading));
    if (parts === undefined) return 'variable';
    const answer = matches(parts, subject, this.budget);
    if (answer !== false || subject.holes === undefined) return answer ?? 'too-complex';
    const possible = mayMatch(parts, subject, this.budget);
    return possible === undefined ? 'too-complex' : possible && 'merge-tag';
  }

  private finder(flags: Flags, reading: Reading): FindVariable {
    const key = readingKey(flags, reading) + Boolean(reading.wide);
    let finder = this.finders.get(key);
    if (finder === undefined) {
      const own: OwnVariables = this.system === 'android' ? new Map() : this.system.variables;
      finder = variableFinder(own, {
        fold: (value) => valueAsRead(value, flags, reading),
        wide: reading.wide === true,
      });
      this.finders.set(key, finder);
    }
    return finder;
  }
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}

/** Whether one of these matches. */
function either(asked: readonly (() => Answer)[]): Answer {
  let doubt: Doubt | undefined;
  for (const ask of asked) {
    const answer = ask();
    if (answer === true) return true;
    if (answer !== false) doubt = answer;
  }
  return doubt ?? false;
}
