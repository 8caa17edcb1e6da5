import { type FileFinding, FindingList } from './file-findings.ts';
import { expectType, type JsonObject, parseJson } from './json.ts';
import { type Rule, readRule, usualDefaults } from './rule.ts';

/** An app that a host lets open its links. Which of them it opens is written in the app. */
export interface AndroidApp {
  readonly packageName: string;
  /** SHA-256 of the certificates that the app may be signed with. */
  readonly fingerprints: readonly string[];
  /** Rules that narrow what the app opens on Android 15 and later; undefined for none. */
  readonly rules?: readonly Rule[];
}

/** What a host's assetlinks.json, or a file that it includes, says about its links. */
export interface AndroidFile {
  /** False when nothing in it can be used. */
  readonly isValid: boolean;
  readonly apps: readonly AndroidApp[];
  /** Files whose statements belong to this one, each for whoever fetches to follow. */
  readonly includes: readonly string[];
  readonly findings: readonly FileFinding[];
}

/** How deep files that include others are followed. */
export const maxIncludeDepth = 10;

const handleAllUrls = 'delegate_permission/common.handle_all_urls';
/** https://developers.google.com/digital-asset-links/v1/relation-strings */
const relationShape = /^[a-z\d_.]+\/[a-z\d_.]+$/;
/** https://developer.android.com/build/configure-app-module (application ID) */
export const packageShape = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;
/** Small letters are malformed: comptest2312 of https://github.com/google/digitalassetlinks */
export const fingerprintShape = /^[\dA-F]{2}(?::[\dA-F]{2}){31}$/;

/**
 * Reads an assetlinks.json file. A statement that is not as it should be is named and left out, the others count. Never
 * throws. https://developers.google.com/digital-asset-links/v1/statements
 */
export function readAndroidFile(text: string): AndroidFile {
  const findings = new FindingList();
  const list = expectType(parseJson(text, findings), 'array', '', findings);
  if (list === undefined) return { isValid: false, apps: [], includes: [], findings: findings.all };
  if (list.length === 0) findings.add('empty-list', '');
  const apps: AndroidApp[] = [];
  const includes = new Set<string>();
  for (const [index, value] of list.entries()) {
    const place = `[${index}]`;
    const statement = expectType(value, 'object', place, findings);
    if (statement === undefined) continue;
    if (statement['include'] === undefined) apps.push(...readStatement(statement, place, findings));
    else for (const url of readInclude(statement, place, findings)) includes.add(url);
  }
  return { isValid: true, apps, includes: [...includes], findings: findings.all };
}

function readInclude(statement: JsonObject, place: string, findings: FindingList): readonly string[] {
  const url = expectType(statement['include'], 'string', `${place}.include`, findings);
  if (url === undefined) return [];
  if (statement['target'] !== undefined || statement['relation'] !== undefined) {
    findings.add('include-not-alone', place);
    return [];
  }
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'https:') return [parsed.href];
  findings.add('include-not-https', `${place}.include`, url);
  return [];
}

function readStatement(statement: JsonObject, place: string, findings: FindingList): readonly AndroidApp[] {
  const relations = expectType(statement['relation'], 'array', `${place}.relation`, findings);
  const target = expectType(statement['target'], 'object', `${place}.target`, findings);
  if (statement['relation'] === undefined) findings.add('no-relation', place);
  if (statement['target'] === undefined) findings.add('no-target', place);
  if (relations === undefined || target === undefined) return [];
  for (const relation of relations) {
    if (typeof relation === 'string' && relationShape.test(relation)) continue;
    findings.add('bad-relation', `${place}.relation`, typeof relation === 'string' ? relation : undefined);
    return [];
  }
  const app = readTarget(target, `${place}.target`, findings);
  if (app === undefined || !relations.includes(handleAllUrls)) return [];
  const rules = readDynamicRules(statement['relation_extensions'], `${place}.relation_extensions`, findings);
  return [rules === undefined ? app : { ...app, rules }];
}

function readTarget(target: JsonObject, place: string, findings: FindingList): AndroidApp | undefined {
  const namespace = target['namespace'];
  if (namespace === 'web' || namespace === 'ios_app') return undefined;
  if (namespace !== 'android_app') {
    findings.add('unknown-namespace', place, typeof namespace === 'string' ? namespace : undefined);
    return undefined;
  }
  const packageName = target['package_name'];
  const prints = target['sha256_cert_fingerprints'];
  if (typeof packageName !== 'string' || !packageShape.test(packageName)) {
    findings.add('bad-package', place, typeof packageName === 'string' ? packageName : undefined);
    return undefined;
  }
  const list = expectType(prints, 'array', `${place}.sha256_cert_fingerprints`, findings);
  if (prints === undefined || list?.length === 0) findings.add('no-fingerprint', place);
  if (list === undefined || list.length === 0) return undefined;
  const bad = list.find((print) => typeof print !== 'string' || !fingerprintShape.test(print));
  if (bad === undefined) return { packageName, fingerprints: list as readonly string[] };
  findings.add('bad-fingerprint', place, typeof bad === 'string' ? bad : undefined);
  return undefined;
}

/** https://developer.android.com/training/app-links/configure-assetlinks#configure-dynamic */
function readDynamicRules(value: unknown, place: string, findings: FindingList): readonly Rule[] | undefined {
  const extensions = expectType(value, 'object', place, findings);
  const extension = expectType(extensions?.[handleAllUrls], 'object', `${place}.${handleAllUrls}`, findings);
  const at = `${place}.${handleAllUrls}.dynamic_app_link_components`;
  const components = expectType(extension?.['dynamic_app_link_components'], 'array', at, findings);
  return components?.map((value, index) => {
    const component = expectType(value, 'object', `${at}[${index}]`, findings);
    if (component === undefined) return { ...usualDefaults, exclude: false, isBroken: true };
    return readRule(component, usualDefaults, `${at}[${index}]`, findings, 'android');
  });
}
