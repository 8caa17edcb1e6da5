import { describe, expect, it } from 'vitest';
import { type Action, type VerdictContext, verdict } from './verdict.ts';

const context: VerdictContext = { trackingHost: 'click.brand.com' };

/** action, codes of the findings, and the target where it is not the link as written */
type Row = readonly [href: string, action: Action, codes: string, target?: string];

function decided(href: string, using = context) {
  const { action, target, findings } = verdict({ href }, using);
  return { action, codes: findings.map(({ code }) => code).join(' '), target };
}

function rows(title: string, table: readonly Row[], using = context): void {
  describe(title, () => {
    const cases = table.map((row) => ({ row, shown: JSON.stringify(row[0]).slice(0, 70) }));
    it.each(cases)('$shown', ({ row: [href, action, codes, target] }) => {
      expect(decided(href, using)).toEqual({ action, codes, target: action === 'wrap' ? (target ?? href) : undefined });
    });
  });
}

rows('an absolute web address is wrapped to what a browser opens', [
  ['https://shop.example/', 'wrap', ''],
  ['https://shop.example', 'wrap', '', 'https://shop.example/'],
  ['HTTPS://Shop.Example/Path?Q=1#Frag', 'wrap', '', 'https://shop.example/Path?Q=1#Frag'],
  ['  https://shop.example/a \r\n', 'wrap', '', 'https://shop.example/a'],
  ['https://shop.exa\nmple/a\tb', 'wrap', '', 'https://shop.example/ab'],
  ['\u0000https://shop.example/', 'wrap', '', 'https://shop.example/'],
  ['https://shop.example/%7e%2F%zz?b=2&a=1&b=3', 'wrap', ''],
  [
    'https://shop.example/ü ö?q=ä&r="x"#ß',
    'wrap',
    '',
    'https://shop.example/%C3%BC%20%C3%B6?q=%C3%A4&r=%22x%22#%C3%9F',
  ],
  ['https://shop.example/%7B%7Bname%7D%7D', 'wrap', ''],
  ['https://shop.example/a/../b/./c', 'wrap', '', 'https://shop.example/b/c'],
  ['https://shop.example:443/a', 'wrap', '', 'https://shop.example/a'],
  ['https://shop.example:8443/a', 'wrap', ''],
  ['https://shop.example./a', 'wrap', ''],
  ['https://web.archive.org/web/2026/https://shop.example/', 'wrap', ''],
  ['https://shop.example/?next=javascript:alert(1)', 'wrap', ''],
  ['https://shop.example/#@other.example', 'wrap', ''],
  ['https://shop.example/\ud800', 'wrap', '', 'https://shop.example/%EF%BF%BD'],
  ['https://my_shop.example/', 'wrap', ''],
]);

rows('too few or too many slashes are repaired', [
  ['https:/shop.example', 'wrap', 'malformed', 'https://shop.example/'],
  ['https:shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
  ['https:\\\\shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
  ['https:/\\shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
  ['https:////shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
]);

rows('a doubled or broken beginning is refused', [
  ['http://https://shop.example/', 'refuse', 'malformed'],
  ['https://https//shop.example', 'refuse', 'malformed'],
  ['http:https://shop.example', 'refuse', 'malformed'],
  ['https://www.https://shop.example', 'refuse', 'malformed'],
  ['https://shop.examplehttps://shop.example', 'refuse', 'malformed'],
  ['htttps://shop.example', 'refuse', 'malformed'],
  ['ttps://shop.example', 'refuse', 'malformed'],
  ['HTPS://shop.example', 'refuse', 'malformed'],
  ['hxxps://shop.example', 'refuse', 'malformed'],
  ['https//shop.example', 'refuse', 'malformed'],
  ['http;//shop.example', 'refuse', 'malformed'],
  ['://shop.example', 'refuse', 'malformed'],
  ['https:://shop.example', 'refuse', 'malformed'],
]);

rows('an address without scheme is left', [
  ['www.shop.example/sale', 'leave', 'missing-scheme'],
  ['shop.example', 'leave', 'missing-scheme'],
  ['Shop.Example?x=1', 'leave', 'missing-scheme'],
  ['shop.example:8080/x', 'leave', 'missing-scheme'],
  ['localhost:3000/x', 'leave', 'missing-scheme'],
  ['münchen.de/rathaus', 'leave', 'missing-scheme'],
  ['info@shop.example', 'leave', 'missing-scheme'],
  ['//shop.example/a', 'leave', 'protocol-relative'],
  ['\\\\shop.example\\a', 'leave', 'protocol-relative'],
  ['/sale', 'leave', 'relative'],
  ['sale.html', 'leave', 'relative'],
  ['../sale', 'leave', 'relative'],
  ['?page=2', 'leave', 'relative'],
  ['', 'leave', 'relative'],
  [' \t', 'leave', 'relative'],
]);

rows('a jump inside the mail is left without a word, a link that was never filled in with one', [
  ['#offers', 'leave', ''],
  ['#', 'leave', 'placeholder'],
  ['TODO', 'leave', 'placeholder'],
  ['http://', 'leave', 'placeholder'],
  ['https://www.', 'leave', 'placeholder'],
  ['[object Object]', 'leave', 'placeholder'],
  ['undefined', 'leave', 'placeholder'],
  ['https://undefined/sale', 'leave', 'placeholder'],
  [' null ', 'leave', 'placeholder'],
  ['[Insert link here]', 'leave', 'placeholder'],
]);

rows('other schemes that do something useful are left', [
  ['mailto:info@shop.example?subject=Hi', 'leave', ''],
  ['TEL:+49123', 'leave', ''],
  ['sms:+49123?body=x', 'leave', ''],
  ['geo:52.5,13.4', 'leave', ''],
  ['webcal://shop.example/dates.ics', 'leave', ''],
  ['whatsapp://send?text=x', 'leave', 'custom-scheme'],
  ['myapp://open/1', 'leave', 'custom-scheme'],
  ['com.shop.app:/callback', 'leave', 'custom-scheme'],
  ['intent://open#Intent;scheme=myapp;end', 'leave', 'custom-scheme'],
]);

rows('schemes that run or embed content are refused, however disguised', [
  ['javascript:alert(1)', 'refuse', 'dangerous-scheme'],
  ['JavaScript:void(0)', 'refuse', 'dangerous-scheme'],
  ['java\tscri\npt:alert(1)', 'refuse', 'dangerous-scheme'],
  ['\u0001 javascript:alert(1)', 'refuse', 'dangerous-scheme'],
  ['java\u0000script:alert(1)', 'refuse', 'dangerous-scheme'],
  ['java\u200bscript:alert(1)', 'refuse', 'dangerous-scheme'],
  ['javascript :alert(1)', 'refuse', 'dangerous-scheme'],
  ['\u00a0javascript:alert(1)', 'refuse', 'dangerous-scheme'],
  ['ｊａｖａｓｃｒｉｐｔ:alert(1)', 'refuse', 'dangerous-scheme'],
  ['javascript:alert("{{name}}")', 'refuse', 'dangerous-scheme'],
  ['data:text/html,<script>', 'refuse', 'dangerous-scheme'],
  ['vbscript:x', 'refuse', 'dangerous-scheme'],
  ['file:///etc/passwd', 'refuse', 'dangerous-scheme'],
  ['blob:https://shop.example/1', 'refuse', 'dangerous-scheme'],
  ['filesystem:https://shop.example/1', 'refuse', 'dangerous-scheme'],
  ['view-source:https://shop.example', 'refuse', 'dangerous-scheme'],
  ['about:blank', 'refuse', 'dangerous-scheme'],
  ['chrome://settings', 'refuse', 'dangerous-scheme'],
]);

rows('a user name or password is refused', [
  ['https://user:pass@shop.example/', 'refuse', 'credentials'],
  ['https://www.bank.example@evil.example/', 'refuse', 'credentials'],
  ['https://@shop.example/', 'refuse', 'credentials'],
  ['https://a@b@shop.example/', 'refuse', 'credentials'],
]);

rows('a host nobody else can reach is refused', [
  ['https://localhost/', 'refuse', 'local-host'],
  ['https://app.localhost./', 'refuse', 'local-host'],
  ['https://printer.local/', 'refuse', 'local-host'],
  ['https://wiki.internal/', 'refuse', 'local-host'],
  ['https://nas.home.arpa/', 'refuse', 'local-host'],
  ['https://router.lan/', 'refuse', 'local-host'],
  ['https://0x7f.1/', 'refuse', 'local-host'],
  ['https://2130706433/', 'refuse', 'local-host'],
  ['https://０x7f.１/', 'refuse', 'local-host'],
  ['https://10.0.0.1/', 'refuse', 'local-host'],
  ['https://169.254.169.254/latest/meta-data', 'refuse', 'local-host'],
  ['https://[::1]/', 'refuse', 'local-host'],
  ['https://[::ffff:10.0.0.1]/', 'refuse', 'local-host'],
]);

rows('with local hosts allowed they are wrapped with a warning', [['https://localhost:3000/', 'wrap', 'local-host']], {
  allowLocalHosts: true,
});

rows('a public address is wrapped, a single word is left', [
  ['https://8.8.8.8/', 'wrap', 'ip-host'],
  ['https://134744072/', 'wrap', 'ip-host', 'https://8.8.8.8/'],
  ['https://[2001:4860:4860::8888]/', 'wrap', 'ip-host'],
  ['https://intranet/news', 'leave', 'local-host'],
]);

rows('a host that does not parse or cannot exist is refused', [
  ['https://shop example/', 'refuse', 'malformed'],
  ['https://shop.example:99999/', 'refuse', 'malformed'],
  ['https://shop.example:port/', 'refuse', 'malformed'],
  ['https://:443/', 'refuse', 'malformed'],
  ['https://shop..example/', 'refuse', 'malformed'],
  ['https://1.2.3.4.5/', 'refuse', 'malformed'],
  ['https://[::1/', 'refuse', 'malformed'],
  ['https://shop.example／x', 'refuse', 'malformed'],
  [`https://${'a'.repeat(64)}.example/`, 'refuse', 'malformed'],
  ['https://shop.example,www.example/', 'refuse', 'malformed'],
]);

rows('an address that parsers read differently is refused', [
  ['https://evil.example\\@shop.example/', 'refuse', 'parser-differential'],
  ['https://shop.example\\.evil.example/', 'refuse', 'parser-differential'],
  ['https://sh%6fp.example/', 'refuse', 'parser-differential'],
  ['https://010.8.8.8/', 'refuse', 'parser-differential'],
]);

rows('invisible characters and those that turn text around are refused', [
  ['https://sh\u200bop.example/', 'refuse', 'invisible-character'],
  ['https://sh\u00adop.example/', 'refuse', 'invisible-character'],
  ['https://shop.example/a\u2060b', 'refuse', 'invisible-character'],
  ['https://shop.example/a\u0007b', 'refuse', 'invisible-character'],
  ['\u00a0https://shop.example/', 'refuse', 'invisible-character'],
  ['https://shop.example/\ufeff', 'refuse', 'invisible-character'],
  ['https://shop.example/\u202egpj.exe', 'refuse', 'bidi-control'],
  ['https://shop.example/\u200e', 'refuse', 'bidi-control'],
  [
    'https://shop.example/👩‍💻❤️',
    'wrap',
    '',
    'https://shop.example/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB%E2%9D%A4%EF%B8%8F',
  ],
]);

rows('a host that can be mistaken for another is wrapped to its punycode', [
  ['https://аpple.example/', 'wrap', 'confusable-host', 'https://xn--pple-43d.example/'],
  ['https://münchen.de/', 'wrap', '', 'https://xn--mnchen-3ya.de/'],
]);

rows('a link with a merge tag is left', [
  ['{{ link }}', 'leave', 'merge-tag'],
  ['https://shop.example/?c={{customer.id}}', 'leave', 'merge-tag'],
  ['https://*|HOST|*/a', 'leave', 'merge-tag'],
  ['{{unsubscribe_url}}', 'leave', 'merge-tag unsubscribe'],
  ['*|UNSUB|*', 'leave', 'merge-tag unsubscribe'],
]);

rows('links for leaving the list are left, articles about it are ordinary', [
  ['https://shop.example/newsletter/unsubscribe?id=7', 'leave', 'unsubscribe'],
  ['https://shop.example/blog/how-to-unsubscribe-from-newsletters', 'wrap', ''],
]);

rows('links for leaving the list are wrapped when asked for', [['https://shop.example/unsubscribe?id=7', 'wrap', '']], {
  wrapUnsubscribe: true,
});

rows('a link that is wrapped already is left', [
  ['https://click.brand.com/c/AbC', 'leave', 'already-wrapped'],
  ['https://CLICK.brand.com/a/AbC', 'leave', 'already-wrapped'],
  ['http://click.brand.com:8080/o/AbC.gif', 'leave', 'already-wrapped'],
  ['https://click.brand.com/about', 'wrap', ''],
  ['https://other.brand.com/c/AbC', 'wrap', ''],
  ['https://u1.ct.sendgrid.net/ls/click?upn=u001.x', 'leave', 'already-wrapped'],
]);

rows(
  'a tracking domain on this machine recognises its own links',
  [['http://click.localhost:3000/c/x', 'leave', 'already-wrapped']],
  {
    trackingHost: 'click.localhost',
  },
);

rows('a scanner’s or shortener’s link is wrapped with a word', [
  ['https://bit.ly/3abc', 'wrap', 'wrapped-by-scanner-or-shortener'],
  ['https://bit.ly/', 'wrap', ''],
]);

rows('a service’s link that opens its app is left', [
  ['https://www.youtube.com/watch?v=1', 'leave', 'opens-app'],
  ['https://brand.app.link/x', 'leave', 'opens-app'],
]);

rows('and wrapped when asked for', [['https://youtu.be/1', 'wrap', '']], { appLinks: 'wrap' });

const reset = 'https://shop.example/reset-password/9f';
rows('a one-time link is wrapped with a word', [[reset, 'wrap', 'one-time']]);
rows('or left, as the project says', [[reset, 'leave', 'one-time']], { oneTime: 'leave' });

rows('a link longer than 8 kB is refused', [
  [`https://shop.example/${'a'.repeat(8171)}`, 'wrap', ''],
  [`https://shop.example/${'a'.repeat(8172)}`, 'refuse', 'too-long'],
  [`https://shop.example/${'ü'.repeat(2000)}`, 'refuse', 'too-long'],
]);

rows('an http page behind an https link gets a word', [['http://shop.example/', 'wrap', 'insecure-target']]);
rows('unless wrapped links are http too', [['http://shop.example/', 'wrap', '']], { secureLinks: false });

describe('a verdict', () => {
  it('heeds the author’s mark, but does not let it hide a dangerous link', () => {
    const attributes = new Map([['data-track', 'off']]);
    expect(verdict({ href: 'https://shop.example/', attributes }, context).action).toBe('leave');
    expect(verdict({ href: 'javascript:x', attributes }, context).findings[0]?.code).toBe('dangerous-scheme');
  });

  it('says when the text shows another address', () => {
    const { action, findings } = verdict({ href: 'https://evil.example/', text: 'www.bank.example' }, context);
    expect(action).toBe('wrap');
    expect(findings).toEqual([
      { code: 'text-mismatch', severity: 'warning', details: { shown: 'www.bank.example', opens: 'evil.example' } },
    ]);
  });

  it('weighs a refusal more than a remark', () => {
    expect(verdict({ href: 'https:/shop.example' }, context).findings[0]?.severity).toBe('warning');
    expect(verdict({ href: 'https://https://shop.example' }, context).findings[0]?.severity).toBe('error');
    expect(verdict({ href: 'https://intranet/' }, context).findings[0]?.severity).toBe('warning');
  });

  it('tells missing beginnings in full', () => {
    const suggestion = (href: string) => verdict({ href }, context).findings[0]?.details?.['suggestion'];
    expect(suggestion('shop.example/a')).toBe('https://shop.example/a');
    expect(suggestion('\\\\shop.example')).toBe('https://shop.example');
    expect(suggestion('info@shop.example')).toBe('mailto:info@shop.example');
  });
});
