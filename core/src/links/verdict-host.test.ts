import { describe } from 'vitest';
import { row } from './verdict.testing.ts';

describe('the host', () => {
  row('user name or password in the URL: refused, credentials', [
    ['https://user:pass@shop.example/', 'refuse', 'credentials'],
    ['https://www.bank.example@evil.example/', 'refuse', 'credentials'],
    ['https://@shop.example/', 'refuse', 'credentials'],
    ['https://a@b@shop.example/', 'refuse', 'credentials'],
    ['HTTPS:us\ner:p@shop.example', 'refuse', 'credentials'],
    ['https://us%40er@shop.example/', 'refuse', 'credentials'],
    ['https://bank.example:443@evil.example/', 'refuse', 'credentials'],
    ['https://münchen:ü@shop.example', 'refuse', 'credentials'],
    ['https://a:b@[::1]/', 'refuse', 'credentials'],
    ['https://shop.example/@user?x=a@b#@', 'wrap', ''],
  ]);

  row('IP address or name that is loopback, private … in any notation, local-only suffix: refused, local-host', [
    ...['https://localhost/', 'https://LOCALHOST:8080/', 'https://app.localhost./', 'https://loc\nalhost'].map(local),
    ...['https://printer.local/', 'https://wiki.Internal/', 'https://nas.home.arpa/', 'https://router.lan/'].map(local),
    ...['https://shop.test/', 'https://app.lvh.me/', 'https://x.onion/', 'https://ＬＯＣＡＬＨＯＳＴ/'].map(local),
    ...['https://0x7f.1/', 'https://2130706433/', 'https://０x7f.１/', 'https://127。0。0。1/', 'https://0/'].map(
      local,
    ),
    ...['https://10.0.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1:8443/', 'https://100.64.0.1/'].map(local),
    ...['https://169.254.169.254/latest/meta-data', 'https://224.0.0.1/', 'https://255.255.255.255/'].map(local),
    ...['https://[::1]/', 'https://[::]/', 'https://[fe80::1]/', 'https://[fd00::1]/', 'https://[ff02::1]/'].map(local),
    ...['https://[::ffff:10.0.0.1]/', 'https://[::ffff:a9fe:a9fe]/', 'https://[64:ff9b::7f00:1]/'].map(local),
  ]);

  row(
    'the same while Waymark is tried out: wrapped with a warning on this machine, refused in its network',
    [
      ['https://127.99.0.1/', 'wrap', 'local-host'],
      ['https://brand.localhost/', 'wrap', 'local-host'],
      ...['https://10.0.0.1/', 'https://169.254.169.254/latest/meta-data', 'https://192.168.1.1/'].map(local),
      ...['https://x.internal/', 'https://printer.local/', 'https://router.lan/', 'https://app.lvh.me/'].map(local),
      ...['https://0.0.0.0/', 'https://[::]/', 'https://[fd00::1]/', 'https://[::ffff:10.0.0.1]/'].map(local),
      ...['https://localhost.internal/', 'https://127.0.0.1.internal/', 'https://shop.test/'].map(local),
      ['https://localhost:3000/', 'wrap', 'local-host'],
      ['https://127.1/', 'wrap', 'local-host', 'https://127.0.0.1/'],
      ['https://[::1]/', 'wrap', 'local-host'],
      ['https://intranet/', 'leave', 'local-host'],
    ],
    { allowLocalHosts: true },
  );

  row('public IP literal: wrapped, ip-host', [
    ['https://8.8.8.8/', 'wrap', 'ip-host'],
    ['https://134744072/', 'wrap', 'ip-host', 'https://8.8.8.8/'],
    ['https://0x08.8.8.8/', 'wrap', 'ip-host', 'https://8.8.8.8/'],
    ['https://８.８.８.８./a', 'wrap', 'ip-host confusable-host', 'https://8.8.8.8/a'],
    ['https://[2001:4860:4860::8888]:8443/', 'wrap', 'ip-host'],
    ['https://[2001:4860:4860:0:0:0:0:8888]/', 'wrap', 'ip-host', 'https://[2001:4860:4860::8888]/'],
  ]);

  row('single-label host: left, local-host', [
    ['https://intranet/news', 'leave', 'local-host'],
    ['HTTP://Wiki', 'leave', 'local-host'],
    ['https://server:8080/', 'leave', 'local-host'],
    ['https:/intr\tanet./', 'leave', 'local-host'],
    ['https://büro/', 'leave', 'local-host'],
  ]);

  row('host does not parse, empty host, bad port: refused, malformed', [
    ...[
      'https://shop example/',
      'https://shop.example\u3000/',
      'https://shop.example／x',
      'https://sh"op.example/',
    ].map(bad),
    ...['https://:443/', 'https://?x', 'https:///?x', 'https://./', 'https://shop..example/'].map(bad),
    ...['https://shop.example:99999/', 'https://shop.example:port/', 'https://shop.example:８０/'].map(bad),
    ...['https://shop.example:25/', 'https://shop.example:0/', 'https://shop.example:06667/'].map(bad),
    ...['https://1.2.3.4.5/', 'https://256.1.1.1/', 'https://4294967296/', 'https://shop.123/'].map(bad),
    ...['https://[::1/', 'https://[::g]/', 'https://[fe80::1%25eth0]/', 'https://2606:4700::1111/'].map(bad),
    ...[`https://${'a'.repeat(64)}.example/`, `https://${'a.'.repeat(130)}example/`].map(bad),
    ...['https://shop.example,www.example/', "https://sh'op.example/", 'https://shop.example%00/'].map(bad),
    ...['https://xn--a.example/', 'https://xn--99999999.example/', 'https://xn--/'].map(bad),
  ]);

  row('parsers disagree about the host: refused, parser-differential', [
    ['https://evil.example\\@shop.example/', 'refuse', 'parser-differential'],
    ['https://shop.example\\.evil.example/', 'refuse', 'parser-differential'],
    ['https:\\\\shop.example\\a', 'refuse', 'parser-differential'],
    ['https://sh%6fp.example/', 'refuse', 'parser-differential'],
    ['https://shop.example%2eevil.example/', 'refuse', 'parser-differential'],
    ['https://010.8.8.8/', 'refuse', 'parser-differential'],
    ['HTTPS://8.8.8.\t010/', 'refuse', 'parser-differential'],
    ['https://0177.0.0.1/', 'refuse', 'parser-differential'],
    ['https://010.example/', 'wrap', ''],
  ]);

  row('invisible or bidirectional control characters in the link as written: refused', [
    ['https://sh\u200bop.example/', 'refuse', 'invisible-character'],
    ['https://sh\u00adop.example/', 'refuse', 'invisible-character'],
    ['https://shop.example/a\u2060b', 'refuse', 'invisible-character'],
    ['https://shop.example/a\u0007b', 'refuse', 'invisible-character'],
    ['https://shop.example/?a=\u3164', 'refuse', 'invisible-character'],
    ['https://shop.example/\u{e0061}', 'refuse', 'invisible-character'],
    ['\u00a0https://shop.example/', 'refuse', 'invisible-character'],
    ['https://shop.example/\ufeff', 'refuse', 'invisible-character'],
    ['www.sh\u200cop.example', 'refuse', 'invisible-character'],
    ['https://shop.example/\u202egpj.exe', 'refuse', 'bidi-control'],
    ['https://shop.example/\u200e', 'refuse', 'bidi-control'],
    ['https://\u2066shop.example\u2069/', 'refuse', 'bidi-control'],
    ['https://shop.example/?a=\u061c', 'refuse', 'bidi-control'],
    ['mailto:\u202einfo@shop.example', 'refuse', 'bidi-control'],
    ['https://shop.example/%E2%80%8B', 'wrap', ''],
    [
      'https://shop.example/👩‍💻❤️',
      'wrap',
      '',
      'https://shop.example/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB%E2%9D%A4%EF%B8%8F',
    ],
  ]);

  row('host mixes scripts or folds to another name (UTS 39): wrapped to punycode, confusable-host', [
    ['https://аpple.example/', 'wrap', 'confusable-host', 'https://xn--pple-43d.example/'],
    ['https://АPPLE.example/', 'wrap', 'confusable-host', 'https://xn--pple-43d.example/'],
    ['https://xn--pple-43d.example/', 'wrap', 'confusable-host'],
    ['https://аррӏе.example/', 'wrap', 'confusable-host', 'https://xn--80ak6aa92e.example/'],
    ['https://sh\nop。example/', 'wrap', 'confusable-host', 'https://shop.example/'],
    ['https://ｓhop.example/', 'wrap', 'confusable-host', 'https://shop.example/'],
    ['https:/gıthub.example', 'wrap', 'malformed confusable-host', 'https://xn--gthub-n4a.example/'],
    ['https://xn--mnchen-3ya.de/', 'wrap', ''],
    ['https://mu\u0308nchen.de/', 'wrap', '', 'https://xn--mnchen-3ya.de/'],
    ['https://пример.рф/', 'wrap', '', 'https://xn--e1afmkfd.xn--p1ai/'],
  ]);
});

function local(href: string) {
  return [href, 'refuse', 'local-host'] as const;
}

function bad(href: string) {
  return [href, 'refuse', 'malformed'] as const;
}
