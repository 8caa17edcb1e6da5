import { describe } from 'vitest';
import { context, row } from './verdict.testing.ts';

const shop = 'https://shop.example/';
const marked = (...attributes: (readonly [string, string])[]) => ({
  originalUrl: shop,
  attributes: new Map(attributes),
});
const saying = (originalUrl: string, text: string) => ({ originalUrl, text });
const opaque = 'AbCdEf0123456789-_AbCdEf0123456789-_AbCdEf0123456789';

describe('what the link is for', () => {
  row('unsubscribe, preferences, view-in-browser links: left, unsubscribe; an article about it is ordinary', [
    ['https://shop.example/newsletter/unsubscribe?id=7', 'leave', 'unsubscribe'],
    ['HTTPS://SHOP.EXAMPLE/Un\nSubscribe.PHP', 'leave', 'unsubscribe'],
    ['https://shop.example/?ac%74ion=unsub%73cribe&id=7', 'leave', 'unsubscribe'],
    ['https://brand.us1.list-manage.com/profile?u=1&id=2', 'leave', 'unsubscribe'],
    [saying('https://shop.example/x?k=8f3a', 'Abmelden'), 'leave', 'unsubscribe'],
    [saying('https://shop.example/x?k=8f3a', 'SE DE\u0301SABONNER'), 'leave', 'unsubscribe'],
    [saying('https://shop.example/v/8f3a9c1e77', 'View this email in your browser'), 'leave', 'unsubscribe'],
    [{ originalUrl: shop, attributes: new Map([['rel', 'nofollow Unsubscribe']]) }, 'leave', 'unsubscribe'],
    [saying('https://shop.example/blog/unsubscribe?id=7', 'Why people unsubscribe'), 'wrap', ''],
    [saying('https://shop.example/how-to-unsubscribe-from-newsletters?id=7', 'Unsubscribe'), 'wrap', ''],
    [saying('https://shop.example/sale', 'Unsubscribe'), 'wrap', ''],
    ['https://shop.example/search?q=unsubscribe', 'wrap', ''],
  ]);

  row(
    'the same when asked for: wrapped',
    [
      ['https://shop.example/unsubscribe?id=7', 'wrap', ''],
      ['https://shop.example/preference-center', 'wrap', ''],
      [saying('https://shop.example/x?k=8f3a', 'Unsubscribe'), 'wrap', ''],
      [{ originalUrl: shop, attributes: new Map([['rel', 'unsubscribe']]) }, 'wrap', ''],
      ['https://us1.campaign-archive.com/?u=1', 'wrap', ''],
    ],
    { ...context, wrapUnsubscribe: true },
  );

  row('marked by the author: left, no-track', [
    [marked(['data-track', 'off']), 'leave', 'no-track'],
    [marked(['class', 'x'], ['data-track', '\n OFF\t']), 'leave', 'no-track'],
    [marked(['clicktracking', 'off']), 'leave', 'no-track'],
    [marked(['data-msys-clicktrack', '0']), 'leave', 'no-track'],
    [marked(['ses:no-track', '']), 'leave', 'no-track'],
    [marked(['data-pm-no-track', 'data-pm-no-track']), 'leave', 'no-track'],
    [marked(['class', 'button\nUntracked']), 'leave', 'no-track'],
    [marked(['disable-tracking', 'true']), 'leave', 'no-track'],
    [marked(['mautic:disable-tracking', 'true']), 'leave', 'no-track'],
    [marked(['data-mautic-disable-tracking', '1']), 'leave', 'no-track'],
    ['https+notrack://shop.example/', 'leave', 'no-track'],
    [' HTTPS+NoTrack://shop.example/ü', 'leave', 'no-track'],
    [marked(['data-track', 'on'], ['clicktracking', ''], ['disable-tracking', 'False']), 'wrap', ''],
    [{ originalUrl: 'javascript:x', attributes: new Map([['data-track', 'off']]) }, 'refuse', 'dangerous-scheme'],
  ]);

  row('already a wrapped link of our own (host and prefix): left, already-wrapped', [
    ['https://click.brand.com/c/AbC', 'leave', 'already-wrapped'],
    ['https://click.brand.com./c/AbC', 'leave', 'already-wrapped'],
    ['HTTPS://CLICK.brand.com/a/AbC?r=1', 'leave', 'already-wrapped'],
    ['http://click.brand.com:8080/o/AbC.gif', 'leave', 'already-wrapped'],
    [' https:/click.bra\nnd.com/c/AbC', 'leave', 'already-wrapped'],
    ['https://ｃlick.brand.com/c/AbC', 'leave', 'already-wrapped'],
    ['https://click.brand.com/c/AbC?r={{subscriber.id}}', 'leave', 'already-wrapped'],
    ['https://Click.Brand.com/c/AbC?r=*|UNIQID|*&1=%%ID%%', 'leave', 'already-wrapped'],
    ['https://click.brand.com/{{page}}', 'leave', 'merge-tag'],
    ['https://user@click.brand.com/c/AbC?r={{id}}', 'leave', 'merge-tag'],
    ['https://click.brand.com/about', 'wrap', ''],
    ['https://click.brand.com/c/', 'wrap', ''],
    ['https://click.brand.com/C/AbC', 'wrap', ''],
    ['https://other.brand.com/c/AbC', 'wrap', ''],
  ]);

  row(
    'the same for a tracking domain on this machine',
    [
      ['http://click.localhost:3000/c/x', 'leave', 'already-wrapped'],
      ['http://click.localhost/a/x', 'leave', 'already-wrapped'],
      ['http://CLICK.localhost/o/x.gif', 'leave', 'already-wrapped'],
      ['http://click.localhost/', 'refuse', 'local-host'],
      ['http://other.localhost/c/x', 'refuse', 'local-host'],
    ],
    { trackingHost: 'click.localhost' },
  );

  const safeLinks = (url: string) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05`;
  const ownLink = 'https://click.brand.com/c/AAECAwQFBgcI_QoL-A';
  row(
    'one of our own, on any of our hosts, inside the links of scanners: left, already-wrapped',
    [
      [safeLinks(ownLink), 'leave', 'already-wrapped'],
      [safeLinks('https://go.brand.example/a/AAECAwQFBgcICQoLDA?r=1'), 'leave', 'already-wrapped'],
      [safeLinks(safeLinks(ownLink)), 'leave', 'already-wrapped'],
      [`https://urldefense.com/v3/__${ownLink}__;!!x$`, 'leave', 'already-wrapped'],
      [
        `https://urldefense.proofpoint.com/v2/url?u=${ownLink.replaceAll('_', '-5F').replaceAll('/', '_').replace(':', '-3A').replace('L-A', 'L-2DA')}&d=x`,
        'leave',
        'already-wrapped',
      ],
      [`https://www.google.com/url?q=${encodeURIComponent(ownLink)}`, 'leave', 'already-wrapped'],
      ['https://go.brand.example/c/AbC', 'leave', 'already-wrapped'],
      [safeLinks('https://click.brand.com/about'), 'wrap', 'wrapped-by-scanner-or-shortener'],
      [safeLinks('https://other.example/c/AbC'), 'wrap', 'wrapped-by-scanner-or-shortener'],
    ],
    { trackingHost: 'click.brand.com', trackingHosts: ['go.brand.example'] },
  );

  row('the shape of a system without a host of its own, elsewhere: an ordinary link', [
    ['https://shop.example/product/SKU2024000123456', 'wrap', ''],
    ['https://shop.example/product/AbCdEfGh01234567', 'wrap', ''],
    ['https://track.shop.example/product/SKU2024000123456', 'wrap', ''],
    ['https://track.shop.example/aBc123/AbCdEfGh01234567', 'leave', 'already-wrapped'],
    ['https://click2.shop.example/aBc123/AbCdEfGh01234567', 'leave', 'already-wrapped'],
  ]);

  row('already a click link of another sender, by host and path shape: left, already-wrapped', [
    ['https://u1.ct.sendgrid.net/ls/click?upn=u001.x', 'leave', 'already-wrapped'],
    [` HTTPS://Email.Brand.example/c/eJx${opaque}`, 'leave', 'already-wrapped'],
    ['https://abc.r.us-east-1.awstrack.me/L0/https:%2F%2Fshop.example/1/x', 'leave', 'already-wrapped'],
    ['https://ctrk.klclick1.com/l/01HZX3V9Q2R4T6W8Y0A1C3E5G7_1', 'leave', 'already-wrapped'],
    ['http://click.pstmrk.it/3s/shop.ex\nample%2Fa/abcd/EfGh/IjKl', 'leave', 'already-wrapped'],
    ['https://mandrillapp.com/track/click/30/shop.example?p=eyJ', 'leave', 'already-wrapped'],
    ['https://shop.example/ls/click', 'wrap', ''],
    ['https://www.sendgrid.net/pricing', 'wrap', ''],
    ['https://notlist-manage.com/track/click?u=1', 'wrap', ''],
  ]);

  row('a scanner’s or shortener’s link: wrapped, wrapped-by-scanner-or-shortener', [
    ['https://bit.ly/3abc', 'wrap', 'wrapped-by-scanner-or-shortener'],
    ['HTTPS://Bit.LY/\t3abc', 'wrap', 'wrapped-by-scanner-or-shortener', 'https://bit.ly/3abc'],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2F&data=x',
      'wrap',
      'wrapped-by-scanner-or-shortener',
    ],
    [
      saying('https://www.google.com/url?q=https%3A%2F%2Fshop.example%2F', 'shop.example'),
      'wrap',
      'wrapped-by-scanner-or-shortener',
    ],
    ['https://urldefense.com/v3/__https://shop.example/__;!!x$', 'wrap', 'wrapped-by-scanner-or-shortener'],
    ['https://t.co/ü', 'wrap', 'wrapped-by-scanner-or-shortener', 'https://t.co/%C3%BC'],
    ['https://bit.ly/', 'wrap', ''],
    ['https://notbit.ly/3abc', 'wrap', ''],
  ]);

  const oneTime = [
    'https://shop.example/reset-password/9f',
    'HTTPS://shop.example/Magic-Link?x=1',
    'https://shop.example/a?%74oken=a1',
    'https://shop.example/a?x=ü&otp=1',
    'https://shop.example/verify/9f8e7d6c5b4a39281706',
    'https://shop.ex\nample/confirm_email',
  ].map((href) => [href, new URL(href).href] as const);
  row(
    'looks one-time or secret: wrapped by default, one-time',
    oneTime.map(([href, target]) => [href, 'wrap', 'one-time', target]),
  );
  row(
    'the same where the project leaves them',
    oneTime.map(([href]) => [href, 'leave', 'one-time']),
    { oneTime: 'leave' },
  );
  row('articles about it, and values that are no secret', [
    ['https://shop.example/blog/how-to-reset-your-password-safely', 'wrap', ''],
    ['https://shop.example/?token=', 'wrap', ''],
    ['https://shop.example/?code=SUMMER', 'wrap', ''],
    ['https://shop.example/login', 'wrap', ''],
    ['https://shop.example/tokens/verify', 'wrap', ''],
  ]);

  row('a link of a service that opens its app and would not behind a redirect: left, opens-app', [
    ['https://www.youtube.com/watch?v=1', 'leave', 'opens-app'],
    ['HTTPS://YouTu.be/\t1', 'leave', 'opens-app'],
    ['https://brand.app.link/ü', 'leave', 'opens-own-app'],
    ['https://brand.onelink.me/AbCd/x', 'leave', 'opens-own-app'],
    ['https://wa.me/49123?text=%20', 'leave', 'opens-app'],
    ['https://www.instagram.com/brand/', 'leave', 'opens-app'],
    ['https://www.youtube.com/', 'wrap', ''],
    ['https://notyoutu.be/1', 'wrap', ''],
  ]);

  row(
    'the same where they are wrapped',
    [
      ['https://youtu.be/1', 'wrap', 'app-tracked'],
      ['https://brand.app.link/x', 'wrap', 'app-tracked'],
      ['https://wa.me/49123', 'wrap', 'app-tracked'],
      ['https://t.me/brand', 'wrap', 'app-tracked'],
      ['https://open.spotify.com/track/1', 'wrap', 'app-tracked'],
    ],
    { deepLinks: 'track', publicAppLinks: 'track' },
  );

  row(
    'the same where those of public apps only are wrapped',
    [
      ['https://youtu.be/1', 'wrap', 'app-tracked'],
      ['https://www.airbnb.com/rooms/1', 'wrap', 'app-tracked'],
      ['https://open.spotify.com/track/1', 'wrap', 'app-tracked'],
      ['https://brand.go.link/x', 'leave', 'opens-own-app'],
      ['https://brand.app.link/x', 'leave', 'opens-own-app'],
    ],
    { publicAppLinks: 'track' },
  );

  row('link text shows another host than the link opens: text-mismatch', [
    [saying('https://evil.example/', 'www.bank.example'), 'wrap', 'text-mismatch'],
    [saying('https://evil.example/', 'HTTPS://Bank.example/login'), 'wrap', 'text-mismatch'],
    [saying('https://evil.example/', '\n(bank.example).'), 'wrap', 'text-mismatch'],
    [saying('https://evil.example/?bank.example', 'bank.example'), 'wrap', 'text-mismatch'],
    [saying('https://xn--mnchen-3ya.de/', 'munchen.de'), 'wrap', 'text-mismatch'],
    [saying('https://xn--mnchen-3ya.de/', 'mu\u0308nchen.de'), 'wrap', ''],
    [saying('https://www.bank.example/a', 'bank.example'), 'wrap', ''],
    [saying('https://evil.example/', 'Visit bank.example now'), 'wrap', ''],
    [saying('https://evil.example/', 'report.pdf'), 'wrap', ''],
  ]);

  const overHttp = [
    ['http://shop.example/', 'http://shop.example/'],
    ['HTTP://shop.example', 'http://shop.example/'],
    [' http://shop.example:80/a', 'http://shop.example/a'],
    ['http://shop.example:8080/ü', 'http://shop.example:8080/%C3%BC'],
    ['ht\ntp://münchen.de/', 'http://xn--mnchen-3ya.de/'],
  ] as const;
  row(
    'http target from an https wrapped link: insecure-target',
    overHttp.map(([href, target]) => [href, 'wrap', 'insecure-target', target]),
  );
  row(
    'the same where wrapped links are http too: nothing to say',
    overHttp.map(([href, target]) => [href, 'wrap', '', target]),
    { secureLinks: false },
  );
});
