import { hasOpenVariable, variablesIn } from '../patterns/pattern.ts';
import { type OwnVariables, predefined } from '../patterns/variables.ts';
import { type FileFinding, FindingList } from './file-findings.ts';
import { expectType, type JsonObject, parseJson, reportUnknownKeys } from './json.ts';
import { type Rule, type RuleDefaults, readDefaults, readRule, usualDefaults } from './rule.ts';

/** Apps and the links of the host that they open. */
export interface AppleEntry {
  /** `<application identifier prefix>.<bundle identifier>` */
  readonly apps: readonly string[];
  /** In order; undefined when it has none, of which nobody says what it means. */
  readonly rules: readonly Rule[] | undefined;
}

/** What a host's apple-app-site-association says about its links. */
export interface AppleFile {
  /** False when nothing in it can be used. */
  readonly isValid: boolean;
  readonly entries: readonly AppleEntry[];
  readonly variables: OwnVariables;
  readonly findings: readonly FileFinding[];
}

/** Services of the same file that are not about links. */
const services: ReadonlySet<string> = new Set(['applinks', 'webcredentials', 'appclips', 'activitycontinuation']);
const linkKeys: ReadonlySet<string> = new Set(['apps', 'defaults', 'details', 'substitutionVariables']);
const entryKeys: ReadonlySet<string> = new Set(['appID', 'appIDs', 'components', 'paths', 'defaults']);

/**
 * Reads an apple-app-site-association file. Whatever is wrong in it is named and left out, the rest counts. Never throws.
 * https://developer.apple.com/documentation/bundleresources/applinks
 */
export function readAppleFile(text: string): AppleFile {
  const findings = new FindingList();
  const invalid = { isValid: false, entries: [], variables: new Map() };
  const json = parseJson(text, findings);
  const file = expectType(json, 'object', '', findings);
  if (file === undefined) return { ...invalid, findings: findings.all };
  reportUnknownKeys(file, services, '', findings);
  if (file['applinks'] === undefined) {
    findings.add('no-applinks', '');
    // A file may be about passwords or App Clips alone.
    return { ...invalid, isValid: Object.keys(file).some((key) => services.has(key)), findings: findings.all };
  }
  const links = expectType(file['applinks'], 'object', 'applinks', findings);
  if (links === undefined) return { ...invalid, findings: findings.all };
  reportUnknownKeys(links, linkKeys, 'applinks', findings);
  const apps = expectType(links['apps'], 'array', 'applinks.apps', findings);
  if (apps !== undefined && apps.length > 0) findings.add('apps-not-empty', 'applinks.apps');
  const variables = readVariables(links['substitutionVariables'], findings);
  const defaults = readDefaults(links['defaults'], usualDefaults, 'applinks.defaults', findings);
  const entries = readDetails(links['details'], defaults, findings);
  if (entries !== undefined) reportVariables(entries, variables, findings);
  return { isValid: entries !== undefined, entries: entries ?? [], variables, findings: findings.all };
}

function readDetails(
  details: unknown,
  defaults: RuleDefaults,
  findings: FindingList,
): readonly AppleEntry[] | undefined {
  const place = 'applinks.details';
  if (details === undefined) {
    findings.add('no-details', 'applinks');
    return undefined;
  }
  if (Array.isArray(details)) {
    return details.flatMap((entry: unknown, index) => readEntry(entry, `${place}[${index}]`, defaults, findings) ?? []);
  }
  const object = expectType(details, 'object', place, findings);
  if (object === undefined) return undefined;
  findings.add('details-not-a-list', place);
  // iOS 9 was announced with a dictionary by app, and still reads it. One entry alone is documented nowhere.
  if (Object.keys(object).some((key) => entryKeys.has(key))) {
    const entry = readEntry(object, place, defaults, findings);
    return entry === undefined ? [] : [{ ...entry, rules: undefined }];
  }
  return Object.entries(object).flatMap(([app, value]) => {
    const entry = expectType(value, 'object', `${place}.${app}`, findings);
    return (entry && readEntry({ ...entry, appID: app }, `${place}.${app}`, defaults, findings)) ?? [];
  });
}

function readEntry(value: unknown, place: string, above: RuleDefaults, findings: FindingList): AppleEntry | undefined {
  const entry = expectType(value, 'object', place, findings);
  if (entry === undefined) return undefined;
  reportUnknownKeys(entry, entryKeys, place, findings);
  const apps = readApps(entry, place, findings);
  const defaults = readDefaults(entry['defaults'], above, `${place}.defaults`, findings);
  const rules = readRules(entry, defaults, place, findings);
  return apps.length === 0 ? undefined : { apps, rules };
}

function readApps(entry: JsonObject, place: string, findings: FindingList): readonly string[] {
  const single = expectType(entry['appID'], 'string', `${place}.appID`, findings);
  const several = expectType(entry['appIDs'], 'array', `${place}.appIDs`, findings);
  if (entry['appID'] !== undefined && entry['appIDs'] !== undefined) findings.add('two-app-keys', place);
  const given = [...(single === undefined ? [] : [single]), ...(several ?? [])];
  if (given.length === 0) findings.add('no-app-id', place);
  return [...new Set(given.flatMap((app) => usableApp(app, place, findings) ?? []))];
}

/** The prefix is a team id of ten characters in all but old apps. */
const appId = /^[A-Za-z\d]+\.[A-Za-z\d.-]+$/;
const usualAppId = /^[A-Z\d]{10}\./;

function usableApp(app: unknown, place: string, findings: FindingList): string | undefined {
  const name = typeof app === 'string' ? app : JSON.stringify(app);
  const isUsable = typeof app === 'string' && appId.test(app);
  if (!isUsable || !usualAppId.test(name)) findings.add('bad-app-id', place, name);
  return isUsable ? name : undefined;
}

function readRules(
  entry: JsonObject,
  defaults: RuleDefaults,
  place: string,
  findings: FindingList,
): readonly Rule[] | undefined {
  const components = entry['components'];
  if (components !== undefined) {
    if (entry['paths'] !== undefined) findings.add('paths-ignored', place);
    const list = expectType(components, 'array', `${place}.components`, findings);
    return list?.map((value, index) => {
      const at = `${place}.components[${index}]`;
      const component = expectType(value, 'object', at, findings);
      return component === undefined ? brokenRule : readRule(component, defaults, at, findings);
    });
  }
  const paths = expectType(entry['paths'], 'array', `${place}.paths`, findings);
  if (entry['paths'] === undefined) findings.add('no-rules', place);
  return paths?.map((value, index) => {
    const path = expectType(value, 'string', `${place}.paths[${index}]`, findings);
    return path === undefined ? brokenRule : pathRule(path);
  });
}

const brokenRule: Rule = { ...usualDefaults, exclude: false, isBroken: true };

/** https://developer.apple.com/library/archive/documentation/General/Conceptual/AppSearch/UniversalLinks.html */
function pathRule(path: string): Rule {
  const exclude = path.startsWith('NOT ');
  return { ...usualDefaults, path: exclude ? path.slice(4).trimStart() : path, exclude, isBroken: false };
}

function readVariables(value: unknown, findings: FindingList): OwnVariables {
  const place = 'applinks.substitutionVariables';
  const variables = new Map<string, readonly string[] | undefined>();
  for (const [name, list] of Object.entries(expectType(value, 'object', place, findings) ?? {})) {
    const at = `${place}.${name}`;
    const values = expectType(list, 'array', at, findings);
    const isUsable = values?.every((value) => typeof value === 'string' && !value.includes('$(')) === true;
    const isClear = isUsable && !/[$()]/.test(name) && !predefined.has(name);
    if (predefined.has(name)) findings.add('predefined-variable', at);
    else if (values !== undefined && !isClear) findings.add('bad-variable', at);
    variables.set(name, isClear ? (values as readonly string[]) : undefined);
  }
  return variables;
}

function reportVariables(entries: readonly AppleEntry[], own: OwnVariables, findings: FindingList): void {
  const patterns = entries.flatMap(({ rules }) => (rules ?? []).flatMap(patternsOf));
  const unknown = new Set(patterns.flatMap(variablesIn).filter((name) => !own.has(name) && !predefined.has(name)));
  for (const pattern of patterns) if (hasOpenVariable(pattern)) findings.add('open-variable', 'applinks', pattern);
  for (const name of unknown) findings.add('unknown-variable', 'applinks', `$(${name})`);
}

function patternsOf({ path = '', query = '', fragment = '' }: Rule): readonly string[] {
  return [path, fragment, ...(typeof query === 'string' ? [query] : query.values())];
}
