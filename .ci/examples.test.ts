import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { files, read } from './tree.ts';

/** The root of an XML file, read strictly. */
function parse(file: string): Element {
  const onError = (level: string, message: string) => {
    throw new Error(`${file}: ${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(read(file), 'text/xml').documentElement!;
}

const android = 'http://schemas.android.com/apk/res/android';

/** The values of an attribute of Android's, of all elements with this name. */
function valuesOf(within: Element, name: string, attribute = 'name'): string[] {
  return [...within.getElementsByTagName(name)].flatMap((one) => one.getAttributeNS(android, attribute) ?? []);
}

const host = 'click.brand.com';

describe('what the examples for apps declare', () => {
  it('is the tracking domain, in the entitlements of iOS', () => {
    const [dictionary] = [...parse('examples/ios/Shop.entitlements').getElementsByTagName('dict')];
    const texts = [...dictionary!.getElementsByTagName('*')].map((one) => [one.tagName, one.textContent?.trim()]);
    expect(texts).toEqual([
      ['key', 'com.apple.developer.associated-domains'],
      ['array', `applinks:${host}`],
      ['string', `applinks:${host}`],
    ]);
  });

  it('is exactly the paths that the tracking domain gives away, verified, in the manifest of Android', () => {
    const manifest = parse('examples/android/AndroidManifest.xml');
    const [filter, ...others] = [...manifest.getElementsByTagName('intent-filter')];
    expect(others).toEqual([]);
    expect(filter?.getAttributeNS(android, 'autoVerify')).toBe('true');
    expect(valuesOf(filter!, 'action')).toEqual(['android.intent.action.VIEW']);
    expect(valuesOf(filter!, 'category')).toEqual([
      'android.intent.category.DEFAULT',
      'android.intent.category.BROWSABLE',
    ]);
    const data = [...filter!.getElementsByTagName('data')].flatMap((one) =>
      [...one.attributes].map(({ localName, value }) => [localName, value]),
    );
    expect(Object.fromEntries(data)).toEqual({ scheme: 'https', host, pathPrefix: '/a/' });
    expect(data.length).toBe(3);
    expect(valuesOf(manifest, 'activity', 'exported')).toEqual(['true']);
    expect(valuesOf(manifest, 'uses-permission')).toEqual(['android.permission.INTERNET']);
  });

  it('is the same for both in Expo', () => {
    expect(JSON.parse(read('examples/react-native/app.json'))).toMatchObject({
      expo: {
        ios: { associatedDomains: [`applinks:${host}`] },
        android: {
          intentFilters: [
            {
              action: 'VIEW',
              autoVerify: true,
              data: [{ scheme: 'https', host, pathPrefix: '/a/' }],
              category: ['BROWSABLE', 'DEFAULT'],
            },
          ],
        },
      },
    });
  });

  it('is the host that their code resolves', () => {
    const named = files
      .filter((file) => /^examples\/(?:ios|android|react-native)\//.test(file))
      .flatMap((file) =>
        [...read(file).matchAll(/trackingHosts\s*[:=]\s*(?:setOf\(|\[)["']([^"']+)/g)].map(([, one]) => [file, one]),
      );
    expect(named).toEqual([
      ['examples/android/MainActivity.kt', host],
      ['examples/ios/ShopApp.swift', host],
      ['examples/react-native/README.md', host],
    ]);
  });
});
