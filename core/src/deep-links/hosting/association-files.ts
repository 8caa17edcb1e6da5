import type { AppIdentity } from './read-app.ts';

/** Where phones look for the file of each system. */
export const associationPaths: ReadonlyMap<string, AppIdentity['system']> = new Map([
  ['/.well-known/apple-app-site-association', 'ios'],
  ['/apple-app-site-association', 'ios'],
  ['/.well-known/assetlinks.json', 'android'],
]);

/** App links open the app, and everything else on a tracking host stays in the browser. The first rule that matches decides. */
const rules = [{ '/': '/a/*' }, { '/': '*', exclude: true }];
const handleAllUrls = 'delegate_permission/common.handle_all_urls';

/**
 * The association file that a tracking domain serves for one system, the same whatever the order of its apps; undefined when
 * it has no app of that kind.
 */
export function associationFile(system: AppIdentity['system'], apps: readonly AppIdentity[]): string | undefined {
  const own = apps.filter((app) => app.system === system).sort((one, other) => (one.app < other.app ? -1 : 1));
  if (own.length === 0) return undefined;
  return JSON.stringify(system === 'ios' ? appleFile(own) : own.map(statement), null, 2);
}

/**
 * https://developer.apple.com/documentation/xcode/supporting-associated-domains and
 * https://developer.apple.com/documentation/bundleresources/applinks/details-swift.dictionary/components-swift.dictionary
 */
function appleFile(apps: readonly AppIdentity[]) {
  return { applinks: { details: [{ appIDs: apps.map(({ app }) => app), components: rules }] } };
}

/**
 * https://developers.google.com/digital-asset-links/v1/statements; the dynamic rules are for Android 15 and later:
 * https://developer.android.com/training/app-links/configure-assetlinks#configure-dynamic. Earlier ones go by what the app
 * itself declares.
 */
function statement({ app, fingerprints }: AppIdentity) {
  return {
    relation: [handleAllUrls],
    target: { namespace: 'android_app', package_name: app, sha256_cert_fingerprints: fingerprints },
    relation_extensions: { [handleAllUrls]: { dynamic_app_link_components: rules } },
  };
}
