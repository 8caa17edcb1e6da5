import { describe, expect, it } from 'vitest';
import { footerPhrases } from './unsubscribe.data.ts';
import { saysNothing, unsubscribe, unsubscribeTag } from './unsubscribe.ts';
import { addressOf } from './url/address.ts';

const look = (link: string, text?: string, rel?: string) =>
  unsubscribe(
    addressOf(new URL(link, 'https://shop.example')),
    text,
    rel === undefined ? undefined : new Map([['rel', rel]]),
  );

describe('a link for unsubscribing, preferences or the web view', () => {
  it.each([
    ...[
      '/unsubscribe',
      '/unsubscribe/abc123',
      '/newsletter/Unsubscribe.php?id=1',
      '/opt-out',
      '/email-preferences?u=1',
      '/newsletter/abmelden/9f',
    ],
    ...[
      '/index.php?action=unsubscribe&id=1',
      '/?unsubscribe=1',
      '/preference-center',
      '/view-in-browser/1',
      '/webversion?id=1',
      '/fr/desinscription',
    ],
    ...[
      'https://brand.us1.list-manage.com/unsubscribe?u=1',
      'https://us1.campaign-archive.com/?u=1&id=2',
      'https://mailchi.mp/brand/spring?e=abc',
    ],
    ...[
      '/wf/unsubscribe?upn=x',
      '/asm/unsubscribe/?user_id=1',
      '/mk/un/abc',
      '/email/unsubscribe/0123456789abcdef',
      '/email/view/0123456789abcdef0',
    ],
    ...[
      '/hs/manage-preferences/unsubscribe?d=x',
      '/proc.php?nl=1&act=unsub',
      '/unsub_center.aspx?qs=1',
      'https://manage.kmail-lists.com/subscriptions/web-view?a=1',
    ],
  ])('is known by its address: %s', (link) => expect(look(link)?.code).toBe('unsubscribe'));

  it.each(Object.entries(footerPhrases))('is recognised by its text and address together: %s', (_, phrases) => {
    for (const phrase of phrases) {
      expect(look('/nl?k=8f3a', `>> ${phrase} <<`)?.code).toBe('unsubscribe');
    }
  });

  it('is recognised by plain-text phrases in at least twelve languages', () => {
    expect(Object.values(footerPhrases).flat().join('')).toMatch(/^[\p{L}\p{M}\p{Lm}\d '…-]+$/u);
    expect(Object.keys(footerPhrases).length).toBeGreaterThanOrEqual(12);
  });

  it('is recognised by an address that is specific to one recipient', () => {
    expect(look('/l/8f3a9c1e77', 'Unsubscribe')?.code).toBe('unsubscribe');
    expect(look('/newsletter', 'Unsubscribe')).toBeUndefined();
    expect(look('/?utm_source=mail', 'Unsubscribe')).toBeUndefined();
  });

  it('is recognised by its rel', () => expect(look('/x', undefined, 'nofollow unsubscribe')?.code).toBe('unsubscribe'));

  it.each([
    ['/blog/how-to-unsubscribe-from-newsletters', 'How to unsubscribe from newsletters'],
    ['/blog/unsubscribe?id=7', 'Why people unsubscribe'],
    ['/help/unsubscribe', 'Unsubscribe'],
    ['/2026/why-readers-unsubscribe-so-often?ref=8f3a9c1e', 'Why readers unsubscribe so often'],
    ['/search?q=unsubscribe', undefined],
    ['/news/8f3a9c1e77', 'View in browser history'],
    ['/products/unsubscribe-button', undefined],
    ['/sale?id=7', 'To the sale'],
    ['/sale?id=7', `${'word '.repeat(40)}unsubscribe`],
  ])('is not %s saying %j', (link, text) => expect(look(link, text)).toBeUndefined());
});

describe('the text of a link, as its reader sees it', () => {
  it.each([
    ...['Un\u00adsub\u00adscribe', 'ab\u00adbestellen', 'Unsub\u200bscribe', 'Unsub\u2060scribe', 'Un\ufeffsubscribe'],
    ...[
      'Opt\u2011out',
      'opt\u2010out',
      'opt\u2013out',
      'OPT\u2212OUT',
      'Ｕｎｓｕｂｓｃｒｉｂｅ',
      'E\u2011Mail\u2011Einstellungen',
    ],
    ...['Cancella l’iscrizione', 'Unsubscribe\u00a0here', 'View this e\u00admail in your\u00a0browser'],
  ])('says the same with characters that are not displayed: %j', (text) => {
    expect(look('/nl?k=8f3a', text)?.code).toBe('unsubscribe');
  });

  it.each([
    ...['Read online', 'Play in browser', 'Adopt out a pet', 'Im Browser spielen', 'Jouer dans le navigateur'],
    ...['Speel in je browser', 'Voli cancellati', 'Hotel Baja', 'Open house', 'View offer', 'Shop online'],
    ...['How to co-opt outsiders', 'Zagraj w przeglądarce', 'Webversionierung'],
  ])('is judged by whole words and phrases, not by pieces: %s', (text) => {
    expect(look('/?p=123', text)).toBeUndefined();
  });

  it('is judged by its words, the place says nothing', () => {
    expect(look('/baja/')).toBeUndefined();
    expect(look('/baja/8f3a9c1e', 'Darse de baja')?.code).toBe('unsubscribe');
  });
});

describe('an unsubscribe word in a path', () => {
  it.each(['.pl', '.cfm', '.do', '.action', '.x', '.php5', '.aspx', ';jsessionid=1', '.do;v=1'])(
    'is one before the ending of any program: %s',
    (ending) => expect(look(`/nl/unsubscribe${ending}?id=1`)?.code).toBe('unsubscribe'),
  );

  it.each(['.css', '.pdf', '.png', '.js'])('is not one before that of a file: %s', (ending) => {
    expect(look(`/nl/unsubscribe${ending}`)).toBeUndefined();
  });
});

describe('a link whose text says nothing', () => {
  it.each(['here', 'Click here', 'HERE', '» here «', 'hier', 'ici', 'こちら', 'https://a.example/u?k=1', 'this link.'])(
    'is one like %j',
    (text) => expect(saysNothing(text)).toBe(true),
  );
  it.each(['Shop', 'here and there', 'Read more', 'The sale is here', ''])('is not one like %j', (text) => {
    expect(saysNothing(text)).toBe(false);
  });
});

describe('a merge tag for such an address', () => {
  it.each([
    ...[
      '*|UNSUB|*',
      '*|UPDATE_PROFILE|*',
      '*|ARCHIVE|*',
      '{{unsubscribe_url}}',
      '{{ unsubscribe_link }}',
      '{% unsubscribe_url %}',
      '[unsubscribe]',
    ],
    ...[
      '%unsubscribe_url%',
      '<%asm_group_unsubscribe_raw_url%>',
      '{{ view_in_browser_url }}',
      '%%unsub_center_url%%',
      '%%view_email_url%%',
    ],
    ...['{{ update_profile }}', '{{ mirror }}', '{$unsubscribe}', '{% manage_preferences %}', '<webversion>'],
  ])('is %s', (tag) => expect(unsubscribeTag(tag)?.code).toBe('unsubscribe'));

  it.each(['{{ first_name }}', '*|FNAME|*', '{{ order.url }}', '%recipient.id%', '{{ product.preference_id }}'])(
    'is not %s',
    (tag) => expect(unsubscribeTag(tag)).toBeUndefined(),
  );
});
