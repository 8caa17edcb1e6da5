import { describe, expect, it } from 'vitest';
import { type VerdictContext, verdict } from '../links/verdict.ts';
import { explainAlternative } from '../sentences/mails/explain-alternative.ts';
import { explainFinding } from '../sentences/mails/explain-finding.ts';
import type { DeepLinkChoice, KnownDeepLink } from './alternatives.ts';

const link = 'https://brand.com/shop/1';
const tagged = `${link}?utm_source=news`;
const utm = { parameters: [{ name: 'utm_source', value: 'news' }], excludedHosts: [], names: {} };
const shop = { app: 'ABCDE12345.com.brand.shop', rule: '/shop/*' };
const breaks: KnownDeepLink = { outcome: 'breaks', reason: 'rule', ...shop };
const listed: KnownDeepLink = { outcome: 'breaks', reason: 'not-confirmed', ...shop };
const kept: KnownDeepLink = { outcome: 'kept', reason: 'confirmed', ...shop, version: '8.2', date: '2026-11-30' };
const none: KnownDeepLink = { outcome: 'opens-no-app', reason: 'no-rule' };
const notAsked: KnownDeepLink = { outcome: 'unknown', reason: 'not-asked' };
const claimsListed: KnownDeepLink = { outcome: 'unknown', reason: 'android-claims-listed', app: 'com.brand.shop' };
const claims: KnownDeepLink = { outcome: 'unknown', reason: 'android-claims', app: 'com.brand.shop' };

const chosen = (known: KnownDeepLink, choice: DeepLinkChoice) => ({ ...known, choice });
const outcomes = (known: KnownDeepLink, withParameters = known) =>
  new Map([link, tagged].map((url, index) => [url, index === 0 ? known : withParameters]));
/** What is done, and said. */
function told(context: VerdictContext, originalUrl = link, attributes?: ReadonlyMap<string, string>) {
  const { action, url, leftUrl, appLink, findings } = verdict(
    { originalUrl, ...(attributes && { attributes }) },
    context,
  );
  const kind =
    leftUrl !== undefined ? `parameters ${leftUrl}` : appLink ? `app link ${url}` : url ? `wrap ${url}` : action;
  return [kind, ...findings.flatMap(({ code, severity }) => [code, severity])];
}

describe('a link of which it is known what apps do with it', () => {
  it.each<readonly [what: string, known: KnownDeepLink, told: readonly string[]]>([
    ['breaks: it is left', breaks, ['leave', 'app-breaks', 'warning']],
    ['breaks, for an app that is not confirmed', listed, ['leave', 'app-not-confirmed', 'warning']],
    ['kept: it becomes an app link', kept, [`app link ${link}`, 'app-kept', 'info']],
    ['opens no app: nothing is said', none, [`wrap ${link}`]],
    ['unknown: it is wrapped, and that is said', notAsked, [`wrap ${link}`, 'app-unknown', 'info']],
    [
      'on a network of one’s own: nothing is said',
      { outcome: 'unknown', reason: 'file-failed', why: 'private-address' },
      [`wrap ${link}`],
    ],
    ['unknown, and an app opens links of its website', claims, [`wrap ${link}`, 'app-unknown', 'warning']],
    ['left, as was chosen', chosen(breaks, 'leave'), ['leave', 'app-left', 'info']],
    ['left, as was chosen, whatever is known now', chosen(none, 'leave'), ['leave', 'app-left', 'info']],
    ['left, as was chosen, although it would be kept', chosen(kept, 'leave'), ['leave', 'app-left', 'info']],
    ['tracked, as was chosen', chosen(breaks, 'track'), [`wrap ${link}`, 'app-tracked', 'info']],
    [
      'tracked, as was chosen, although it would be kept',
      chosen(kept, 'track'),
      [`wrap ${link}`, 'app-tracked', 'info'],
    ],
    ['tracked, as was chosen, and nothing is known', chosen(notAsked, 'track'), [`wrap ${link}`]],
    ['kept, as was chosen', chosen(kept, 'keep'), [`app link ${link}`, 'app-kept', 'info']],
    ['to be kept, and the app is not listed', chosen(breaks, 'keep'), ['leave', 'app-not-confirmed', 'warning']],
    ['to be kept, and nothing is known', chosen(notAsked, 'keep'), ['leave', 'app-not-confirmed', 'warning']],
    ['to be kept, and no app opens it', chosen(none, 'keep'), [`wrap ${link}`]],
    ['to get parameters of a project without any', chosen(breaks, 'parameters'), ['leave', 'app-left', 'info']],
  ])('%s', (_, known, expected) => {
    expect(told({ outcomes: outcomes(known) })).toEqual(expected);
  });

  it('is tracked where the project tracks such links, and that is said', () => {
    expect(told({ outcomes: outcomes(breaks), deepLinks: 'track' })).toEqual([`wrap ${link}`, 'app-tracked', 'info']);
    expect(told({ outcomes: outcomes(kept), deepLinks: 'track' })).toEqual([`app link ${link}`, 'app-kept', 'info']);
    expect(told({ outcomes: outcomes(chosen(breaks, 'leave')), deepLinks: 'track' })).toEqual([
      'leave',
      'app-left',
      'info',
    ]);
  });

  it.each<readonly [what: string, known: KnownDeepLink, withParameters: KnownDeepLink, told: readonly string[]]>([
    ['as was chosen', chosen(breaks, 'parameters'), breaks, [`parameters ${tagged}`, 'app-parameters', 'info']],
    [
      'as was chosen, and a rule refuses them',
      chosen(breaks, 'parameters'),
      none,
      ['leave', 'app-parameters-refused', 'warning'],
    ],
    [
      'as was chosen, and nobody can say',
      chosen(breaks, 'parameters'),
      notAsked,
      ['leave', 'app-parameters-refused', 'warning'],
    ],
    [
      'as was chosen, where nothing was known',
      chosen(notAsked, 'parameters'),
      notAsked,
      [`parameters ${tagged}`, 'app-parameters', 'info'],
    ],
    ['in an app link', kept, kept, [`app link ${tagged}`, 'utm-added', 'info', 'app-kept', 'info']],
    ['in an app link only if a rule accepts them', kept, none, [`app link ${link}`, 'app-kept', 'info']],
    [
      'when it is tracked',
      chosen(breaks, 'track'),
      none,
      [`wrap ${tagged}`, 'utm-added', 'info', 'app-tracked', 'info'],
    ],
  ])('gets parameters %s', (_, known, withParameters, expected) => {
    expect(told({ utm, outcomes: outcomes(known, withParameters) })).toEqual(expected);
  });

  it('is what its author marked it as, whatever was chosen', () => {
    const marked = (known: KnownDeepLink, mark: string) =>
      told({ outcomes: outcomes(known) }, link, new Map([['data-track', mark]]));
    expect(marked(chosen(kept, 'track'), 'off')).toEqual(['leave', 'no-track', 'info']);
    expect(marked(chosen(breaks, 'leave'), 'on')).toEqual([`wrap ${link}`, 'app-tracked', 'info']);
    expect(marked(chosen(kept, 'leave'), 'on')).toEqual([`app link ${link}`, 'app-kept', 'info']);
  });

  it('may carry merge tags, but gets no parameters then', () => {
    const originalUrl = `${link}?id={{id}}`;
    const context = (known: KnownDeepLink) =>
      ({ mergeTags: 'pass-through', outcomes: new Map([[originalUrl, known]]) }) as const;
    expect(told(context(kept), originalUrl)).toEqual([
      `app link ${link}?id=<1>`,
      'merge-tag-passed',
      'info',
      'app-kept',
      'info',
    ]);
    expect(told(context(breaks), originalUrl)).toEqual(['leave', 'app-breaks', 'warning']);
    expect(told({ ...context(chosen(breaks, 'parameters')), utm }, originalUrl)).toEqual([
      'leave',
      'app-parameters-refused',
      'warning',
    ]);
  });
});

describe('a link of a service', () => {
  it.each<readonly [url: string, context: VerdictContext, told: readonly string[]]>([
    ['https://brand.app.link/x', {}, ['leave', 'opens-own-app', 'warning']],
    ['https://youtu.be/1', {}, ['leave', 'opens-app', 'info']],
    ['https://youtu.be/1', { deepLinks: 'track' }, ['leave', 'opens-app', 'info']],
    ['https://youtu.be/1', { publicAppLinks: 'track' }, ['wrap https://youtu.be/1', 'app-tracked', 'info']],
    ['https://brand.app.link/x', { publicAppLinks: 'track' }, ['leave', 'opens-own-app', 'warning']],
    ['https://brand.app.link/x', { deepLinks: 'track' }, ['wrap https://brand.app.link/x', 'app-tracked', 'info']],
  ])('%s with %j', (url, context, expected) => expect(told(context, url)).toEqual(expected));

  it('is what was chosen for it, whatever the project does', () => {
    const choosing = (url: string, choice: DeepLinkChoice) => ({
      outcomes: new Map([[url, { outcome: 'breaks', reason: 'deep-link-service', choice } as const]]),
    });
    const [own, foreign] = ['https://brand.app.link/x', 'https://youtu.be/1'];
    expect(told({ ...choosing(own, 'leave'), deepLinks: 'track' }, own)).toEqual(['leave', 'opens-own-app', 'info']);
    expect(told(choosing(own, 'track'), own)).toEqual([`wrap ${own}`, 'app-tracked', 'info']);
    expect(told({ ...choosing(foreign, 'leave'), publicAppLinks: 'track' }, foreign)).toEqual([
      'leave',
      'opens-app',
      'info',
    ]);
    expect(told(choosing(foreign, 'track'), foreign)).toEqual([`wrap ${foreign}`, 'app-tracked', 'info']);
  });
});

describe('what else can be done with a link', () => {
  const offered = (context: VerdictContext, originalUrl = link) =>
    verdict({ originalUrl }, context).alternatives?.map(
      ({ choice, isCurrent, obstacle }) => `${choice}${isCurrent ? ' (now)' : ''}${obstacle ? `: ${obstacle}` : ''}`,
    );

  it.each<readonly [what: string, context: VerdictContext, offered: readonly string[]]>([
    [
      'a project without parameters',
      { outcomes: outcomes(breaks) },
      ['leave (now)', 'parameters: no-parameters', 'keep: not-listed', 'track'],
    ],
    [
      'parameters that a rule accepts',
      { utm, outcomes: outcomes(listed) },
      ['leave (now)', 'parameters', 'keep: not-confirmed', 'track'],
    ],
    [
      'parameters that a rule refuses',
      { utm, outcomes: outcomes(breaks, none) },
      ['leave (now)', 'parameters: rejected', 'keep: not-listed', 'track'],
    ],
    ['an app that is confirmed', { utm, outcomes: outcomes(kept) }, ['leave', 'parameters', 'keep (now)', 'track']],
    [
      'a choice that was made',
      { outcomes: outcomes(chosen(none, 'leave')) },
      ['leave (now)', 'parameters: no-parameters', 'keep: no-app', 'track'],
    ],
    [
      'a choice that was made, and nothing is known',
      { outcomes: outcomes(chosen(notAsked, 'keep')) },
      ['leave (now)', 'parameters: no-parameters', 'keep: unknown', 'track'],
    ],
    [
      'an app that opens some links of its website',
      { outcomes: outcomes(claims) },
      ['leave', 'parameters: no-parameters', 'keep: not-listed', 'track (now)'],
    ],
    [
      'an app that opens some links of its website, and is listed',
      { outcomes: outcomes(claimsListed) },
      ['leave', 'parameters: no-parameters', 'keep: not-confirmed', 'track (now)'],
    ],
  ])('%s', (_, context, expected) => expect(offered(context)).toEqual(expected));

  it('is nothing for a link that opens no app, or of which nothing is known', () => {
    expect([none, notAsked].map((known) => offered({ outcomes: outcomes(known) }))).toEqual([undefined, undefined]);
  });

  it('is nothing for a link that is marked, since the mark counts and not what is chosen', () => {
    const attributes = new Map([['data-track', 'on']]);
    const youtube = 'https://youtu.be/1';
    const ofService: KnownDeepLink = { outcome: 'breaks', reason: 'public-app', choice: 'leave' };
    for (const [originalUrl, known] of [
      [link, breaks],
      [link, chosen(kept, 'leave')],
      [youtube, ofService],
    ] as const) {
      const context = { outcomes: new Map([[originalUrl, known]]) };
      expect(verdict({ originalUrl, attributes }, context).alternatives).toBeUndefined();
    }
  });

  it('is to leave or to track a link of a service', () => {
    expect(offered({}, 'https://youtu.be/1')).toEqual(['leave (now)', 'parameters: service', 'keep: service', 'track']);
  });

  it('is said on buttons, or why there is none', () => {
    expect(explainAlternative({ choice: 'keep', obstacle: 'not-listed' })).toEqual({
      button: 'Keep it as an app link',
      obstacle: 'Your tracking domain does not list the app yet: add it to the domain’s apps.',
    });
    expect(explainAlternative({ choice: 'track' }, 'de')).toEqual({ button: 'Klicks trotzdem zählen', obstacle: null });
  });
});

describe('what is said about a link that apps open', () => {
  const explained = (known: KnownDeepLink, language: 'en' | 'de') =>
    explainFinding(verdict({ originalUrl: link }, { outcomes: outcomes(known) }).findings[0]!, language).explanation;

  it('names the rule that matches', () => {
    expect(explained(breaks, 'en')).toContain(
      '`/shop/*` of the app ABCDE12345.com.brand.shop matches. Behind a tracked link',
    );
    expect(explained(listed, 'de')).toContain(
      '`/shop/*` der App ABCDE12345.com.brand.shop passt. Niemand hat bestätigt',
    );
    expect(explained(kept, 'en')).toContain('since version 8.2, as its team confirmed on 2026-11-30');
    expect(explained(kept, 'de')).toContain('seit Version 8.2, wie ihr Team am 30.11.2026 bestätigt hat');
  });

  it('names an app that opens the link with parameters only where one is known to', () => {
    const said = (known: KnownDeepLink, withParameters: KnownDeepLink, language: 'en' | 'de') => {
      const context = { utm, outcomes: outcomes(chosen(known, 'parameters'), withParameters) };
      return explainFinding(verdict({ originalUrl: link }, context).findings[0]!, language).explanation;
    };
    expect(said(breaks, breaks, 'en')).toBe(
      'It leads to its page with utm_source=news, and the app ABCDE12345.com.brand.shop opens it as before. Clicks are not counted here.',
    );
    expect(said(none, none, 'en')).toBe('It leads to its page with utm_source=news. Clicks are not counted here.');
    expect(said(notAsked, notAsked, 'de')).toBe(
      'Er führt mit utm_source=news auf seine Seite. Klicks werden hier nicht gezählt.',
    );
  });

  it('does not call an app unconfirmed where it is not known whether it opens the link', () => {
    expect(explained(chosen(notAsked, 'keep'), 'en')).toContain('Nobody knows whether the app opens it');
    expect(explained(chosen({ outcome: 'unknown', reason: 'file-failed', why: 'status' }, 'keep'), 'de')).toContain(
      'Niemand weiß, ob die App ihn öffnet',
    );
    expect(explained(chosen(claims, 'keep'), 'en')).toContain('Nobody has confirmed');
  });

  it('is about the sender’s own app for a link of a deep-link service', () => {
    const said = (originalUrl: string, language: 'en' | 'de') =>
      verdict({ originalUrl }, { deepLinks: 'track', publicAppLinks: 'track' }).findings.map(
        (found) => explainFinding(found, language).explanation,
      )[0];
    expect(said('https://brand.app.link/x', 'en')).toContain('would open your app (via Branch).');
    expect(said('https://brand.app.link/x', 'de')).toContain('ginge Ihre App (über Branch) auf.');
    expect(said('https://youtu.be/1', 'en')).toContain('would open the app of YouTube.');
  });

  it.each<readonly [known: Partial<KnownDeepLink>, en: string, de: string]>([
    [{ reason: 'not-asked' }, 'Its website has not said anything about apps yet.', 'noch nichts über Apps gesagt'],
    [{ reason: 'file-failed', why: 'too-slow' }, 'Its website could not be asked.', 'ließ sich nicht fragen'],
    [{ reason: 'file-invalid' }, 'The file of its website about apps cannot be read.', 'ist nicht lesbar'],
    [{ reason: 'undocumented', ...shop, why: 'slash' }, 'Whether `/shop/*` of the app', 'nirgends dokumentiert'],
    [
      claimsListed,
      'Your tracking domain lists it, and its team has not confirmed yet',
      'Ihre Tracking-Domain führt sie auf, und ihr Team hat noch nicht bestätigt',
    ],
    [claims, 'The app com.brand.shop opens links of its website', 'Die App com.brand.shop öffnet Links seiner Website'],
  ])('says why nothing is known: %j', (known, en, de) => {
    expect(explained({ ...notAsked, ...known }, 'en')).toContain(en);
    expect(explained({ ...notAsked, ...known }, 'de')).toContain(de);
  });
});
