import type { Rule } from '../files/rule.ts';
import { type Budget, matches, Subject } from '../patterns/match.ts';
import { type FindVariable, parsePattern } from '../patterns/pattern.ts';
import { type OwnVariables, variableFinder } from '../patterns/variables.ts';
import { type Answer, both, type Doubt } from './doubts.ts';
import type { LinkParts } from './link-parts.ts';
import { otherReadings, patternAsRead, type Reading, textAsRead, valueAsRead } from './readings.ts';

type Flags = Pick<Rule, 'caseSensitive' | 'percentEncoded'>;

/** Whose rules they are: Android has no variables, and does not say what a parameter is that a link does not have. */
export type RuleSystem = { readonly variables: OwnVariables } | 'android';

/** Asks the rules of a file about one link. All of them share a budget of work. */
export class RuleMatcher {
  private readonly link: LinkParts;
  private readonly system: RuleSystem;
  private readonly budget: Budget;
  private readonly subjects = new Map<string, Subject>();
  private readonly finders = new Map<string, FindVariable>();

  constructor(link: LinkParts, system: RuleSystem, budget: Budget) {
    this.link = link;
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
    const ofPath = path === undefined || this.matchText(path, this.link.path, rule, true);
    return both(
      both(ofPath, () => query === undefined || this.matchQuery(query, rule)),
      () => fragment === undefined || this.matchText(fragment, this.link.fragment, rule),
    );
  }

  private matchQuery(query: NonNullable<Rule['query']>, flags: Flags): Answer {
    if (typeof query === 'string') return this.matchText(query, this.link.query, flags);
    let answer: Answer = true;
    for (const [name, pattern] of query) {
      answer = both(answer, () => this.matchItems(name, pattern, flags));
      if (answer === false) return false;
    }
    return answer;
  }

  private matchItems(name: string, pattern: string, flags: Flags): Answer {
    const named = (reading: Reading, { caseSensitive }: Flags) => {
      const read = { caseSensitive, percentEncoded: flags.percentEncoded };
      const wanted = valueAsRead(name, read, reading);
      return this.link.items.filter(([found]) => textAsRead(found, read, reading) === wanted);
    };
    const exact = named({}, { ...flags, caseSensitive: true });
    const loose = named({ percent: true }, { ...flags, caseSensitive: false });
    const answer = this.matchValues(exact, pattern, flags);
    return exact.length === loose.length || answer === this.matchValues(loose, pattern, flags) ? answer : 'query-name';
  }

  /**
   * Every parameter of a name has to match, and one that is missing is empty.
   * https://developer.apple.com/videos/play/wwdc2019/717/ (“all instances of a given query item name”)
   */
  private matchValues(items: LinkParts['items'], pattern: string, flags: Flags): Answer {
    if (items.length === 0) {
      const answer = this.matchText(pattern, '', flags);
      return answer === true && this.system === 'android' ? 'absent-parameter' : answer;
    }
    let answer: Answer = true;
    for (const [, value] of items) answer = both(answer, () => this.matchText(pattern, value, flags));
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
    const read = patternAsRead(pattern, flags, reading);
    const asked = textAsRead(text, flags, reading);
    const match = (one: string, other: string) => this.matchLiterally(one, other, flags, reading);
    if (!isPath) return match(read, asked);
    // Apple’s own example writes `abc` for a path:
    // https://developer.apple.com/documentation/bundleresources/applinks/details-swift.dictionary/components-swift.dictionary
    if (!reading.slash) return match(/^(?:[/*?]|\$\(|$)/.test(read) ? read : `/${read}`, asked);
    const trimmed = read.replace(/^\/+/, '/').replace(/\/+$/, '');
    const path = asked.replace(/\/+$/, '');
    const patterns = trimmed.endsWith('/*') ? [trimmed, trimmed.slice(0, -2)] : [trimmed];
    return either(patterns.flatMap((one) => [() => match(one, path), () => match(one, path.replace(/^\//, ''))]));
  }

  private matchLiterally(pattern: string, text: string, flags: Flags, reading: Reading): Answer {
    const parts = parsePattern(pattern, this.system === 'android' ? undefined : this.finder(flags, reading));
    if (parts === undefined) return 'variable';
    return matches(parts, this.subject(text), this.budget) ?? 'too-complex';
  }

  private subject(text: string): Subject {
    const known = this.subjects.get(text);
    if (known !== undefined) return known;
    const subject = new Subject(text);
    this.subjects.set(text, subject);
    return subject;
  }

  private finder(flags: Flags, reading: Reading): FindVariable {
    const key = [flags.caseSensitive, flags.percentEncoded, reading.percent, reading.ascii, reading.wide].join();
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
