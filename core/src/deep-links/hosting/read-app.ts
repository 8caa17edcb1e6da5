import { packageShape } from '../files/android-file.ts';
import { findFingerprints } from './fingerprints.ts';

/** An app as association files name it. */
export interface AppIdentity {
  readonly system: 'ios' | 'android';
  /** App id or package name. */
  readonly app: string;
  /** SHA-256 of the certificates that an app for Android may be signed with; none for iOS. */
  readonly fingerprints: readonly string[];
}

/** What somebody entered about an app. */
export type AppEntry =
  | { readonly system: 'ios'; readonly teamId: string; readonly bundleId: string }
  | { readonly system: 'android'; readonly packageName: string; readonly fingerprints: readonly string[] };

/** Every reason why an app cannot be listed. */
export const appRefusals = [
  'team-id',
  'bundle-id',
  'team-in-bundle-id',
  'package-name',
  'no-fingerprint',
  'fingerprint',
  'sha-1-fingerprint',
  'too-many-fingerprints',
] as const;

export type AppRefusal = (typeof appRefusals)[number];

export type ReadApp =
  | { readonly ok: true; readonly app: AppIdentity }
  /** `value`: what was entered, if anything. */
  | { readonly ok: false; readonly reason: AppRefusal; readonly value: string };

/** Ten capital letters and digits: https://developer.apple.com/help/glossary/team-id */
const teamIdShape = /^[A-Z\d]{10}$/;
/**
 * Letters, digits, hyphens and dots, as the name of a domain in reverse, so that no part is made of hyphens alone:
 * https://developer.apple.com/documentation/bundleresources/information-property-list/cfbundleidentifier. Xcode ends parts
 * with hyphens, in which it turns what it may not write.
 */
const bundleIdShape = /^-*[A-Za-z\d][A-Za-z\d-]*(?:\.-*[A-Za-z\d][A-Za-z\d-]*)+$/;
const maxNameLength = 255;
/** More certificates than an app has ever been signed with. */
const maxFingerprints = 10;

/**
 * Reads what somebody entered or pasted about an app. Surrounding white space is dropped; fingerprints may stand in all that
 * a program printed, see `findFingerprints`. Never throws.
 */
export function readApp(entry: AppEntry): ReadApp {
  return entry.system === 'ios' ? readIosApp(entry) : readAndroidApp(entry);
}

function readIosApp(entry: AppEntry & { system: 'ios' }): ReadApp {
  const [teamId, bundleId] = [entry.teamId.trim(), entry.bundleId.trim()];
  if (!teamIdShape.test(teamId)) return refused('team-id', teamId);
  if (bundleId.startsWith(`${teamId}.`)) return refused('team-in-bundle-id', bundleId);
  if (bundleId.length > maxNameLength || !bundleIdShape.test(bundleId)) return refused('bundle-id', bundleId);
  return { ok: true, app: { system: 'ios', app: `${teamId}.${bundleId}`, fingerprints: [] } };
}

function readAndroidApp(entry: AppEntry & { system: 'android' }): ReadApp {
  const packageName = entry.packageName.trim();
  if (packageName.length > maxNameLength || !packageShape.test(packageName)) {
    return refused('package-name', packageName);
  }
  const fingerprints = new Set<string>();
  for (const typed of entry.fingerprints.map((text) => text.trim()).filter((text) => text !== '')) {
    const found = findFingerprints(typed);
    if (found === undefined) return refused('fingerprint', typed);
    if (found === 'sha-1') return refused('sha-1-fingerprint', typed);
    for (const fingerprint of found) fingerprints.add(fingerprint);
  }
  if (fingerprints.size === 0) return refused('no-fingerprint', '');
  if (fingerprints.size > maxFingerprints) return refused('too-many-fingerprints', String(maxFingerprints));
  return { ok: true, app: { system: 'android', app: packageName, fingerprints: [...fingerprints] } };
}

function refused(reason: AppRefusal, value: string): ReadApp {
  return { ok: false, reason, value: value.replace(/\s+/g, ' ') };
}
