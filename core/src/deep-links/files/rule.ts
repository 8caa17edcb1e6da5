import type { FindingList } from './file-findings.ts';
import { expectType, type JsonObject, reportUnknownKeys } from './json.ts';

/** One rule of an association file: which links it is about, and whether an app opens them. */
export interface Rule {
  /** Patterns for the parts of a link; one that is missing matches anything. */
  readonly path?: string;
  /** For the whole query, or for the values of parameters by name. */
  readonly query?: string | ReadonlyMap<string, string>;
  readonly fragment?: string;
  /** The links stay in the browser, whatever later rules say. */
  readonly exclude: boolean;
  readonly caseSensitive: boolean;
  readonly percentEncoded: boolean;
  /** Something in it is not as documented, so nobody knows what it does. */
  readonly isBroken: boolean;
}

/** What a rule says unless it says otherwise. */
export type RuleDefaults = Pick<Rule, 'caseSensitive' | 'percentEncoded'>;

/** https://developer.apple.com/documentation/bundleresources/applinks/defaults-swift.dictionary */
export const usualDefaults: RuleDefaults = { caseSensitive: true, percentEncoded: true };

const keys: ReadonlySet<string> = new Set(['/', '?', '#', 'exclude', 'comment', 'caseSensitive', 'percentEncoded']);
/** AOSP reads `comments`; the documentation writes `comment`. */
const androidKeys: ReadonlySet<string> = new Set(['/', '?', '#', 'exclude', 'comment', 'comments']);

/** Reads a component of Apple's file, or a dynamic rule of Android's, which has fewer keys. */
export function readRule(
  component: JsonObject,
  defaults: RuleDefaults,
  place: string,
  findings: FindingList,
  system: 'apple' | 'android' = 'apple',
): Rule {
  const before = findings.count;
  const text = (key: string) => expectType(component[key], 'string', `${place}.${key}`, findings);
  const flag = (key: string, otherwise: boolean) =>
    expectType(component[key], 'boolean', `${place}.${key}`, findings) ?? otherwise;
  const [path, fragment] = [text('/'), text('#')];
  const query = readQuery(component['?'], `${place}.?`, findings, system);
  const rule = {
    ...(path === undefined ? {} : { path }),
    ...(query === undefined ? {} : { query }),
    ...(fragment === undefined ? {} : { fragment }),
    exclude: flag('exclude', false),
    caseSensitive: system === 'apple' ? flag('caseSensitive', defaults.caseSensitive) : true,
    percentEncoded: system === 'apple' ? flag('percentEncoded', defaults.percentEncoded) : true,
  };
  const isBroken = findings.count > before;
  reportUnknownKeys(component, system === 'apple' ? keys : androidKeys, place, findings);
  return { ...rule, isBroken };
}

function readQuery(
  value: unknown,
  place: string,
  findings: FindingList,
  system: 'apple' | 'android',
): Rule['query'] | undefined {
  if (typeof value === 'string' && system === 'apple') return value;
  const items = expectType(value, 'object', place, findings);
  if (items === undefined) return undefined;
  const patterns = new Map<string, string>();
  const before = findings.count;
  for (const [name, pattern] of Object.entries(items)) {
    const known = expectType(pattern, 'string', `${place}.${name}`, findings);
    if (known !== undefined) patterns.set(name, known);
  }
  // Apple’s swcutil was seen to ignore all of them when one is not text.
  return findings.count > before ? undefined : patterns;
}

/** The flags of a `defaults` object, over those of the level above. */
export function readDefaults(value: unknown, above: RuleDefaults, place: string, findings: FindingList): RuleDefaults {
  const object = expectType(value, 'object', place, findings);
  if (object === undefined) return above;
  const flag = (key: keyof RuleDefaults) =>
    expectType(object[key], 'boolean', `${place}.${key}`, findings) ?? above[key];
  return { caseSensitive: flag('caseSensitive'), percentEncoded: flag('percentEncoded') };
}

/** Longer rules are cut where people read them. */
const maxRuleText = 200;

/** A rule as its author would say it: `/help/*?articleNumber=????`, `NOT /private/*`. */
export function ruleText({ path, query, fragment, exclude }: Rule): string {
  const items = typeof query === 'string' || query === undefined ? query : itemsText(query);
  const parts = [path ?? '', items === undefined ? '' : `?${items}`, fragment === undefined ? '' : `#${fragment}`];
  const text = `${exclude ? 'NOT ' : ''}${parts.join('') || '*'}`;
  return text.length > maxRuleText ? `${text.slice(0, maxRuleText)}…` : text;
}

function itemsText(items: ReadonlyMap<string, string>): string {
  return [...items].map(([name, pattern]) => `${name}=${pattern}`).join('&');
}
