import { describe } from 'vitest';
import { row } from './verdict.testing.ts';

describe('how the address is written', () => {
  row('absolute http(s) URL: wrapped to what a browser would open', [
    ['https://shop.example/', 'wrap', ''],
    ['https://shop.example', 'wrap', '', 'https://shop.example/'],
    ['HTTPS://Shop.Example/Path?Q=1#Frag', 'wrap', '', 'https://shop.example/Path?Q=1#Frag'],
    ['  https://shop.example/a \r\n', 'wrap', '', 'https://shop.example/a'],
    ['\u0000\u001fhttps://shop.example/', 'wrap', '', 'https://shop.example/'],
    ['https:\n//sh\top.exa\r\nmple/a\tb', 'wrap', '', 'https://shop.example/ab'],
    ['https://shop.example/%7e%2F%zz?b=2&a=1&b=3', 'wrap', ''],
    ['https://shop.example/%7B%22name%22%7D', 'wrap', ''],
    ['https://shop.example/a%0d%0aSet-Cookie:x', 'wrap', ''],
    [
      'https://shop.example/ü ö?q=ä&r="x"#ß',
      'wrap',
      '',
      'https://shop.example/%C3%BC%20%C3%B6?q=%C3%A4&r=%22x%22#%C3%9F',
    ],
    ['https://shop.example/é/e\u0301', 'wrap', '', 'https://shop.example/%C3%A9/e%CC%81'],
    ["https://shop.example/'q'?a='b'&c=a+b%20c", 'wrap', '', "https://shop.example/'q'?a=%27b%27&c=a+b%20c"],
    ['https://shop.example/a|b?a=[1]|{}#^', 'wrap', ''],
    ['https://shop.example/a/../b/./c/%2e%2e/d', 'wrap', '', 'https://shop.example/b/d'],
    ['https://shop.example/a\\b', 'wrap', '', 'https://shop.example/a/b'],
    ['https://shop.example:443/a', 'wrap', '', 'https://shop.example/a'],
    ['https://shop.example:08443/a', 'wrap', '', 'https://shop.example:8443/a'],
    ['https://shop.example./a', 'wrap', ''],
    ['https://my_shop.example/', 'wrap', ''],
    ['https://MÜNCHEN.de/', 'wrap', '', 'https://xn--mnchen-3ya.de/'],
    ['https://faß.de/', 'wrap', '', 'https://xn--fa-hia.de/'],
    ['https://web.archive.org/web/2026/https://shop.example/', 'wrap', ''],
    ['https://shop.example/?next=javascript:alert(1)', 'wrap', ''],
    ['https://shop.example/#@other.example', 'wrap', ''],
    ['https://shop.example/\ud800', 'wrap', '', 'https://shop.example/%EF%BF%BD'],
  ]);

  row('fewer slashes than needed, browsers repair it: wrapped to what the browser opens, malformed', [
    ['https:/shop.example', 'wrap', 'malformed', 'https://shop.example/'],
    ['https:shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
    ['HTTPS:\\\\Shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
    ['https:/\\shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
    ['https:////shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
    [' https:\n/shop.example/a', 'wrap', 'malformed', 'https://shop.example/a'],
    ['https:münchen.de', 'wrap', 'malformed', 'https://xn--mnchen-3ya.de/'],
  ]);

  row('doubled or broken scheme whose host would be wrong: refused, malformed', [
    ...['http://https://shop.example/', 'https://https//shop.example', 'http:https://shop.example'].map(refused),
    ...['https://www.https://shop.example', 'https://shop.examplehttps://shop.example'].map(refused),
    ...['http://http.://shop.example', 'https:://shop.example', 'https://HTTPS:443/x'].map(refused),
    ...['htttps://shop.example', 'ttps://shop.example', 'HTPS://shop.example', 'hhttps://shop.example'].map(refused),
    ...['hxxps://shop.example', 'wwwhttps://shop.example', 'https.://shop.example'].map(refused),
    ...['https//shop.example', 'https//:shop.example', 'http;//shop.example', '://shop.example'].map(refused),
    ...['https ://shop.example', 'https: //shop.example', 'h ttps://shop.example', 'https\u2009://x.example'].map(
      refused,
    ),
    ...['https：//shop.example', 'https\\://shop.example', 'https%3A%2F%2Fshop.example'].map(refused),
    ...['"https://shop.example"', '“https://shop.example”', '<https://shop.example>'].map(refused),
    ...['URL=https://shop.example', 'url: https://shop.example', 'link:www.shop.example'].map(refused),
  ]);

  row('no scheme, protocol-relative, relative, query, empty: left', [
    ['www.shop.example/sale', 'leave', 'missing-scheme'],
    ['WWW.shop.example', 'leave', 'missing-scheme'],
    [' shop.example ', 'leave', 'missing-scheme'],
    ['Shop.Example?x=1', 'leave', 'missing-scheme'],
    ['shop.example:8080/x', 'leave', 'missing-scheme'],
    ['localhost:3000/x', 'leave', 'missing-scheme'],
    ['192.168.0.1/x', 'leave', 'missing-scheme'],
    ['münchen.de/rathaus', 'leave', 'missing-scheme'],
    ['xn--mnchen-3ya.de', 'leave', 'missing-scheme'],
    ['info@shop.example', 'leave', 'missing-scheme'],
    ['info@shop.example?subject=x', 'leave', 'missing-scheme'],
    ['//shop.example/a', 'leave', 'protocol-relative'],
    ['/\t/shop.example/a', 'leave', 'protocol-relative'],
    ['\\\\shop.example\\a', 'leave', 'protocol-relative'],
    ['/\\shop.example', 'leave', 'protocol-relative'],
    ['/sale', 'leave', 'relative'],
    ['sale.html', 'leave', 'relative'],
    ['../sale?url=https://shop.example', 'leave', 'relative'],
    ['?page=2', 'leave', 'relative'],
    ['%2F%2Fshop', 'leave', 'relative'],
    ['', 'leave', 'relative'],
    [' \t', 'leave', 'relative'],
  ]);

  row('#, #name: left without a word; lone #, TODO, http://, [object Object], undefined …: placeholder', [
    ['#offers', 'leave', ''],
    [' #Größe', 'leave', ''],
    ['#a%20b', 'leave', ''],
    ['##', 'leave', ''],
    ['#top\n', 'leave', ''],
    ['#', 'leave', 'placeholder'],
    [' #\t', 'leave', 'placeholder'],
    ['TODO', 'leave', 'placeholder'],
    ['Todo: the shop', 'leave', 'placeholder'],
    ['http://', 'leave', 'placeholder'],
    ['HTTPS:\\\\www.', 'leave', 'placeholder'],
    ['[object Object]', 'leave', 'placeholder'],
    ['[object%20Object]', 'leave', 'placeholder'],
    ['undefined', 'leave', 'placeholder'],
    ['https://undefined:80/sale', 'leave', 'placeholder'],
    [' null ', 'leave', 'placeholder'],
    ['[Insert link here]', 'leave', 'placeholder'],
    ['…', 'leave', 'placeholder'],
    ['todos.html', 'leave', 'relative'],
  ]);

  row('any other scheme that does something useful: left, apps with a word about their scheme', [
    ['mailto:info@shop.example?subject=Gr%C3%BC%C3%9Fe', 'leave', ''],
    ['MailTo:info@shop.example', 'leave', ''],
    ['\n tel:+49 123', 'leave', ''],
    ['sms:+49123?body=ü', 'leave', ''],
    ['geo:52.5,13.4', 'leave', ''],
    ['webcal://shop.example/dates.ics', 'leave', ''],
    ['whatsapp://send?text=x', 'leave', 'custom-scheme'],
    ['my\tapp://open/1', 'leave', 'custom-scheme'],
    ['com.shop.app:/callback', 'leave', 'custom-scheme'],
    ['intent://open#Intent;scheme=myapp;end', 'leave', 'custom-scheme'],
  ]);

  row('schemes that run or embed content, however disguised: refused, dangerous-scheme', [
    ...['javascript:alert(1)', 'JavaScript:void(0)', 'javascript:;'].map(dangerous),
    ...['java\tscri\npt:alert(1)', '\u0001 javascript:alert(1)', 'java\u0000script:alert(1)'].map(dangerous),
    ...['java\u200bscript:alert(1)', 'java\u00adscript:x', 'java\u202escript:x', '\u2028javascript:x'].map(dangerous),
    ...['javascript :alert(1)', 'java script:x', '\u00a0javascript:alert(1)'].map(dangerous),
    ...['ｊａｖａｓｃｒｉｐｔ:alert(1)', 'javascript：alert(1)', 'javascript:alert("{{name}}")'].map(dangerous),
    ...['data:text/html,<script>', ' \u0000DATA:,x', 'VBScript:x', 'file:///etc/passwd', 'blob:null'].map(dangerous),
    ...['filesystem:https://shop.example/1', 'view-source:https://shop.example', 'about:blank'].map(dangerous),
    ...['chrome://settings', 'moz-extension://x', 'ms-msdt:/id', 'smb://server/share'].map(dangerous),
    ['x-javascript:y', 'leave', 'custom-scheme'],
    ['./javascript:x', 'leave', 'relative'],
  ]);

  row('longer than 8 kB: refused, too-long', [
    [`https://shop.example/${'a'.repeat(8171)}`, 'wrap', ''],
    [`https://shop.example/${'a'.repeat(8172)}`, 'refuse', 'too-long'],
    [`https://shop.example/${'ü'.repeat(2000)}`, 'refuse', 'too-long'],
    [`https://shop.example/${'%20'.repeat(2800)}`, 'refuse', 'too-long'],
    [`${' '.repeat(8200)}https://shop.example/`, 'refuse', 'too-long'],
    [`mailto:${'a'.repeat(8200)}@shop.example`, 'refuse', 'too-long'],
    [`javascript:${'a'.repeat(8200)}`, 'refuse', 'too-long'],
  ]);
});

function refused(href: string) {
  return [href, 'refuse', 'malformed'] as const;
}

function dangerous(href: string) {
  return [href, 'refuse', 'dangerous-scheme'] as const;
}
