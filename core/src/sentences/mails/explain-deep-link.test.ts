import { describe, expect, it } from 'vitest';
import { readAppleFile } from '../../deep-links/files/apple-file.ts';
import { fileFindings } from '../../deep-links/files/file-findings.ts';
import { doubts } from '../../deep-links/matching/doubts.ts';
import { matchAppleFile } from '../../deep-links/matching/match-apple.ts';
import { fetchFailures, judgeDeepLink } from '../../deep-links/outcome.ts';
import { explainAppAnswer, explainDeepLink, explainFileFinding } from './explain-deep-link.ts';

const file = (details: unknown) => readAppleFile(JSON.stringify({ applinks: { details } }));
const shop = (components: unknown) => file([{ appIDs: ['ABCDE12345.com.brand.shop'], components }]);
const languages = ['en', 'de'] as const;

describe('an app’s answer', () => {
  it.each<readonly [components: unknown, link: string, en: string, de: string]>([
    [
      [{ '/': '/shop/*' }],
      '/shop/1',
      '`/shop/*` of the app ABCDE12345.com.brand.shop matches',
      '`/shop/*` der App ABCDE12345.com.brand.shop passt',
    ],
    [
      [{ '/': '/shop/*', '?': { id: '????', page: '*' }, '#': 'top' }],
      '/shop/1?id=1234#top',
      '`/shop/*?id=????&page=*#top` of the app ABCDE12345.com.brand.shop matches',
      '`/shop/*?id=????&page=*#top` der App ABCDE12345.com.brand.shop passt',
    ],
    [
      [{ '/': '/legal/*', exclude: true }, {}],
      '/legal/x',
      '`NOT /legal/*` of the app ABCDE12345.com.brand.shop keeps the link in the browser',
      '`NOT /legal/*` der App ABCDE12345.com.brand.shop lässt den Link im Browser',
    ],
    [
      [],
      '/',
      'no rule of the app ABCDE12345.com.brand.shop matches',
      'keine Regel der App ABCDE12345.com.brand.shop passt',
    ],
    [
      [{ '/': '/{id}' }],
      '/%7Bid%7D',
      '`/{id}` of the app ABCDE12345.com.brand.shop may match: how encoded characters such as %20 are compared is documented nowhere',
      '`/{id}` der App ABCDE12345.com.brand.shop passt vielleicht: wie kodierte Zeichen wie %20 verglichen werden, ist nirgends dokumentiert',
    ],
  ])('names the rule, as its author wrote it: %j %s', (components, link, en, de) => {
    const [answer] = matchAppleFile(shop(components), `https://brand.com${link}`);
    expect(languages.map((language) => explainAppAnswer(answer!, language))).toEqual([en, de]);
  });
});

describe('an outcome', () => {
  it('names the rule and the app', () => {
    const files = {
      apple: { state: 'read', file: shop([{ '/': '/shop/*' }]) },
      android: { state: 'missing' },
    } as const;
    const judged = judgeDeepLink('https://brand.com/shop/1', 'depends-on-aasa', files);
    expect(explainDeepLink(judged).explanation).toContain('/shop/* of the app ABCDE12345.com.brand.shop matches.');
    expect(explainDeepLink(judged, 'de').explanation).toContain('/shop/* der App ABCDE12345.com.brand.shop passt.');
  });

  it('says your app, not the service’s, for a deep-link service', () => {
    const files = { apple: { state: 'not-asked' }, android: { state: 'not-asked' } } as const;
    const judged = judgeDeepLink('https://brand.app.link/x', 'known:branch', files);
    expect(explainDeepLink(judged).title).toBe('The link opens your app (via Branch)');
    expect(explainDeepLink(judged, 'de').title).toBe('Der Link öffnet Ihre App (über Branch)');
  });

  it.each([...fetchFailures, ...doubts])('says why nothing is known: %s', (why) => {
    const reason = fetchFailures.some((failure) => failure === why) ? 'file-failed' : 'undocumented';
    for (const language of languages) {
      const { explanation } = explainDeepLink({ outcome: 'unknown', reason, app: 'x', why, apps: [] }, language);
      expect(explanation).toMatch(/: .{10,}\.$/);
      expect(explanation).not.toMatch(/[{}[\]]/);
    }
  });
});

describe('a finding about a file', () => {
  it.each(fileFindings)('is a sentence: %s', (code) => {
    for (const language of languages) {
      const value = code === 'wrong-type' ? 'array' : 'VALUE';
      const sentence = explainFileFinding({ code, place: 'PLACE', value }, language);
      expect(sentence).toMatch(/^.{15,}\.$/);
      expect(explainFileFinding({ code, place: '' }, language)).not.toMatch(/[{}[\]]/);
    }
    expect(explainFileFinding({ code, place: 'x' }, 'de')).not.toBe(explainFileFinding({ code, place: 'x' }, 'en'));
  });

  it('says where, and what is expected there', () => {
    const [found] = file('x').findings;
    expect(explainFileFinding(found!)).toBe('`applinks.details` has to be an object.');
    expect(explainFileFinding(readAppleFile('[]').findings[0]!, 'de')).toBe('`JSON` muss ein Objekt sein.');
  });
});
