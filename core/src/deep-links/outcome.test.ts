import { describe, expect, it } from 'vitest';
import { classifyDeepLink, type DeepLinkClass } from './classify.ts';
import { readAndroidFile } from './files/android-file.ts';
import { readAppleFile } from './files/apple-file.ts';
import { type HostFiles, judgeDeepLink, type ListedApp, type SeenFile } from './outcome.ts';

const ios = 'ABCDE12345.com.brand.shop';
const android = 'com.brand.shop';
const url = 'https://brand.com/shop/1';

const missing = { state: 'missing' } as const;
const notAsked = { state: 'not-asked' } as const;
const late = { state: 'failed', why: 'too-slow' } as const;
const read = <File>(file: File): SeenFile<File> => ({ state: 'read', file });
const apple = (components: unknown, app = ios) =>
  read(readAppleFile(JSON.stringify({ applinks: { details: [{ appIDs: [app], components }] } })));
const opens = apple([{ '/': '/shop/*' }]);
const excludes = apple([{ '/': '/shop/*', exclude: true }, {}]);

const relation = 'delegate_permission/common.handle_all_urls';
const statement = (rules?: unknown) => ({
  relation: [relation],
  target: {
    namespace: 'android_app',
    package_name: android,
    sha256_cert_fingerprints: [Array.from({ length: 32 }, () => 'AB').join(':')],
  },
  ...(rules === undefined ? {} : { relation_extensions: { [relation]: { dynamic_app_link_components: rules } } }),
});
const claims = read(readAndroidFile(JSON.stringify([statement()])));
const dynamic = read(readAndroidFile(JSON.stringify([statement([{ '/': '/shop/*' }])])));

const confirmed = { version: '8.2', date: '2026-11-30' };
const listedIos: ListedApp = { system: 'ios', app: ios };
const keptIos: ListedApp = { ...listedIos, confirmed };
const listedAndroid: ListedApp = { system: 'android', app: android };
const keptAndroid: ListedApp = { ...listedAndroid, confirmed };

function judge(files: HostFiles, listed: readonly ListedApp[] = [], link = url): string {
  const { outcome, reason } = judgeDeepLink(link, 'depends-on-aasa', files, listed);
  return `${outcome}: ${reason}`;
}

describe('what becomes of a link when it is wrapped', () => {
  it.each<[expected: string, files: HostFiles, listed?: readonly ListedApp[]]>([
    ['opens-no-app: no-file', { apple: missing, android: missing }],
    ['opens-no-app: no-rule', { apple: apple([{ '/': '/other' }]), android: missing }],
    ['opens-no-app: no-file', { apple: read(readAppleFile('{"webcredentials":{}}')), android: missing }],
    ['opens-no-app: no-file', { apple: missing, android: read(readAndroidFile('[]')) }],
    ['opens-no-app: excluded', { apple: excludes, android: missing }],
    ['breaks: rule', { apple: opens, android: missing }],
    ['breaks: rule', { apple: missing, android: dynamic }],
    ['breaks: rule', { apple: opens, android: claims }, [keptAndroid]],
    ['breaks: rule', { apple: opens, android: late }],
    ['breaks: rule', { apple: opens, android: notAsked }],
    ['breaks: rule', { apple: opens, android: missing }, [{ ...keptIos, app: 'ZYXWV12345.com.brand.other' }]],
    ['breaks: rule', { apple: opens, android: missing }, [{ ...keptIos, system: 'android' }]],
    ['breaks: not-confirmed', { apple: opens, android: missing }, [listedIos]],
    ['kept: confirmed', { apple: opens, android: missing }, [keptIos]],
    ['kept: confirmed', { apple: opens, android: claims }, [keptIos, keptAndroid]],
    ['kept: confirmed', { apple: missing, android: claims }, [keptAndroid]],
    ['kept: confirmed', { apple: excludes, android: dynamic }, [keptAndroid]],
    ['unknown: not-asked', { apple: notAsked, android: notAsked }],
    ['unknown: not-asked', { apple: missing, android: notAsked }],
    ['unknown: file-failed', { apple: late, android: missing }],
    ['unknown: file-failed', { apple: late, android: claims }],
    ['unknown: file-failed', { apple: opens, android: late }, [keptIos]],
    ['unknown: file-invalid', { apple: read(readAppleFile('<html>')), android: missing }],
    ['unknown: file-invalid', { apple: missing, android: read(readAndroidFile('{}')) }],
    ['unknown: undocumented', { apple: apple([{ '/': '/shop/1/' }]), android: missing }],
    ['unknown: android-claims', { apple: missing, android: claims }],
    ['unknown: android-claims-listed', { apple: missing, android: claims }, [listedAndroid]],
    ['unknown: android-claims-listed', { apple: opens, android: claims }, [keptIos, listedAndroid]],
    ['unknown: android-claims', { apple: excludes, android: claims }],
    ['unknown: android-claims', { apple: opens, android: claims }, [keptIos]],
  ])('is %s', (expected, files, listed) => expect(judge(files, listed)).toBe(expected));

  it.each<readonly [string, string]>([
    ['mailto:x@brand.com', 'opens-no-app: no-web-address'],
    ['myapp://shop/1', 'breaks: custom-scheme'],
    ['https://brand.app.link/x', 'breaks: deep-link-service'],
    ['https://youtu.be/x', 'breaks: public-app'],
    ['https://brand.com/', 'unknown: not-asked'],
  ])('follows from the class where that says it: %s %s', (link, expected) => {
    const files = { apple: notAsked, android: notAsked };
    const { outcome, reason } = judgeDeepLink(link, classifyDeepLink(link), files);
    expect(`${outcome}: ${reason}`).toBe(expected);
  });

  it('is asked of the files for a service that is not known any more', () => {
    const unknown: DeepLinkClass = 'known:some-old-service';
    expect(judgeDeepLink(url, unknown, { apple: opens, android: missing }).reason).toBe('rule');
  });

  it('names the app and the rule that decided, and what every app does', () => {
    const judged = judgeDeepLink(url, 'depends-on-aasa', { apple: opens, android: claims });
    expect([judged.app, judged.rule]).toEqual([ios, '/shop/*']);
    expect(judged.apps.map(({ system, app, answer }) => [system, app, answer.answer])).toEqual([
      ['ios', ios, 'opens'],
      ['android', android, 'claims'],
    ]);
    expect(judgeDeepLink(url, 'depends-on-aasa', { apple: opens, android: missing }, [keptIos])).toMatchObject(
      confirmed,
    );
    expect(judgeDeepLink(url, 'depends-on-aasa', { apple: late, android: missing }).why).toBe('too-slow');
    expect(
      judgeDeepLink(url, 'depends-on-aasa', { apple: apple([{ '/': '/shop/1/' }]), android: missing }),
    ).toMatchObject({
      why: 'slash',
      rule: '/shop/1/',
    });
  });

  it('may be another with parameters, which a rule can reject', () => {
    const strict = { apple: apple([{ '/': '/shop/*', '?': '' }]), android: missing };
    expect(judge(strict)).toBe('breaks: rule');
    expect(judge(strict, [], `${url}?utm_source=mail`)).toBe('opens-no-app: no-rule');
  });
});
