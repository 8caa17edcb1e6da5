import { describe } from 'vitest';
import { context, row } from '../verdict.testing.ts';

const shop = 'https://shop.example/';

describe('a merge tag', () => {
  row('contains a merge tag: left by default, merge-tag', [
    ['{{ link }}', 'leave', 'merge-tag'],
    ['https://shop.example/?c={{customer.id}}', 'leave', 'merge-tag'],
    ['https://*|HOST|*/a', 'leave', 'merge-tag'],
    ['HTTPS://shop.example/<%= @id %>', 'leave', 'merge-tag'],
    ['https://shop.example/?id=<?= $id ?>', 'leave', 'merge-tag'],
    ['https://<?= $host ?>/', 'leave', 'merge-tag'],
    ['<?= $url ?>', 'leave', 'merge-tag'],
    ['https://shop.example/%%=v(@x)=%%', 'leave', 'merge-tag'],
    [' https://shop.ex\nample/#{{ café | upcase }}', 'leave', 'merge-tag'],
    ['https://user@shop.example/{{id}}', 'leave', 'merge-tag'],
    ['{{unsubscribe_url}}', 'leave', 'merge-tag unsubscribe'],
    ['*|UNSUB|*', 'leave', 'merge-tag unsubscribe'],
  ]);

  row('empty braces, CSS or JS that merely looks like a tag: as an ordinary link', [
    ['https://shop.example/{{}}', 'wrap', '', 'https://shop.example/%7B%7B%7D%7D'],
    ['https://shop.example/?a={}&b={{ }}', 'wrap', '', 'https://shop.example/?a={}&b={{%20}}'],
    ['https://shop.example/?css=a{color:red}', 'wrap', ''],
    ['https://shop.example/?js=(()=%3E{return%20{}})()', 'wrap', ''],
    ['https://shop.example/?discount=20%25&more=5%', 'wrap', ''],
    ['https://shop.example/?filter[year]=2025&a[]=1', 'wrap', ''],
    ['https://shop.example/*|*?a=$5&c=<5>', 'wrap', '', 'https://shop.example/*|*?a=$5&c=%3C5%3E'],
  ]);

  row('shorthand of a sending system at the end of an address: left, merge-tag', [
    ['https://shop.example/sale@TrackLink', 'leave', 'merge-tag'],
    ['https://shop.example@TrackLink', 'leave', 'merge-tag'],
    ['https://shop.example/?name={{ .Subscriber.Name }}@TrackLink', 'leave', 'merge-tag'],
    ['https://shop.example/?a=b#c@TrackLink', 'leave', 'merge-tag'],
    ['https://shop.example/@TrackLink/', 'wrap', ''],
    ['https://shop.example/@tracklink', 'wrap', ''],
  ]);

  row(
    'the same where values may pass through',
    [
      ['https://shop.example/sale@TrackLink', 'leave', 'merge-tag'],
      ['https://shop.example@TrackLink', 'leave', 'merge-tag'],
      ['https://shop.example/?name={{ .Subscriber.Name }}@TrackLink', 'leave', 'merge-tag'],
      ['https://shop.example/{{id}}@TrackLink', 'leave', 'merge-tag'],
      ['{{ .Url }}@TrackLink', 'leave', 'merge-tag'],
    ],
    { ...context, mergeTags: 'pass-through' },
  );

  row('anything that is not blank between double braces: left, merge-tag', [
    ['https://shop.example/?c={{[first name]}}', 'leave', 'merge-tag'],
    ['https://shop.example/?a={{ `x` | urlquery }}', 'leave', 'merge-tag'],
    ['https://shop.example/?a={{{ `x` }}}', 'leave', 'merge-tag'],
    ['https://shop.example/?a={{\\name}}', 'leave', 'merge-tag'],
    ['https://shop.example/{{%20name}}', 'leave', 'merge-tag'],
    ['https://shop.example/{{{}}}', 'wrap', '', 'https://shop.example/%7B%7B%7B%7D%7D%7D'],
  ]);

  row('in the host, in any spelling: left, merge-tag', [
    ['https://{product}.example.org/', 'leave', 'merge-tag'],
    ['http://$UNSUB$', 'leave', 'merge-tag unsubscribe'],
    ['http://[UNSUB]/a', 'leave', 'merge-tag unsubscribe'],
    ['https://%HOST%/a?b=c', 'leave', 'merge-tag'],
    ['https://shop.<<City>>.example/', 'leave', 'merge-tag'],
    ['https://###host###/a', 'leave', 'merge-tag'],
    ['https://@HOST@/a', 'leave', 'merge-tag'],
    ['https://[2a00:1450::99]/a', 'wrap', 'ip-host'],
    ['https://[fe80::1]/a', 'refuse', 'local-host'],
    ['https://{}.example.org/', 'refuse', 'malformed'],
  ]);

  row('percent-encoded: wrapped as written, encoded-merge-tag', [
    ['https://shop.example/%7B%7Bname%7D%7D', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/%7b%7b%20name%20%7d%7d?x=%7B%25', 'wrap', 'encoded-merge-tag'],
    ['https://social.example/sharer.php?u=%5Bpermalink%5D', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%2A%7CEMAIL%7C%2A', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=*%7CEMAIL%7C*', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/*%7cEMAIL%7c*/x', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%C2%ABEmail%C2%BB', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%7E%7Eeloqua%7E%7E', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%3C%3F%3D%20x%20%3F%3E', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%40EMAIL%40', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=[EMAIL%5D', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/%7Eada/?to=ada%40shop.example&a=b%7Cc&q=%C2%ABa', 'wrap', ''],
    ['https://shop.example/?e=%25EMAIL%25', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?e=%24%7Bemail%7D', 'wrap', 'encoded-merge-tag'],
    ['https://shop.example/?filter%5Bname%5D=x&a%5B%5D=1', 'wrap', ''],
    ['https://shop.example/?q=%7B%22a%22%3A1%7D', 'wrap', ''],
    ['https://shop.example/?q=50%25', 'wrap', ''],
  ]);

  row('the whole address or its beginning: left, merge-tag', [
    ['{webview_url}', 'leave', 'merge-tag unsubscribe'],
    ['[webview]', 'leave', 'merge-tag unsubscribe'],
    ['#SPCLICKTOVIEW', 'leave', 'merge-tag unsubscribe'],
    ['$[LI:UNSUBSCRIBE]$', 'leave', 'merge-tag unsubscribe'],
    ['###URL###', 'leave', 'merge-tag'],
    ['#shop#/sale', 'leave', 'merge-tag'],
    ['$base/sale', 'leave', 'merge-tag'],
    ['%LINK%', 'leave', 'merge-tag'],
    ['mailto:[mail]', 'leave', 'merge-tag'],
    ['tel:{phone}', 'leave', 'merge-tag'],
    ['#section', 'leave', ''],
    ['mailto:?subject=[News]', 'leave', ''],
    ['tel:+4930123456', 'leave', ''],
  ]);

  row('the address or number of nobody: left, placeholder', [
    ['mailto:#', 'leave', 'placeholder'],
    ['mailto:', 'leave', 'placeholder'],
    ['mailto:TODO', 'leave', 'placeholder'],
    ['tel:#', 'leave', 'placeholder'],
    ['whatsapp:#', 'leave', 'placeholder'],
    ['mailto:?subject=Hello', 'leave', ''],
  ]);

  const on = (originalUrl: string, ...attributes: (readonly [string, string])[]) => ({
    originalUrl,
    attributes: new Map([['data-track', 'on'], ...attributes]),
  });
  row('what it seems to be, against the author’s wish that it is tracked: wrapped as written', [
    [on('https://shop.example/?id={email}'), 'wrap', ''],
    [on('https://shop.example/<Name>'), 'wrap', 'encoded-merge-tag', 'https://shop.example/%3CName%3E'],
    [on('https://shop.example/unsubscribe'), 'wrap', ''],
    [on(shop, ['rel', 'unsubscribe']), 'wrap', ''],
    [on('https://www.youtube.com/watch?v=x'), 'wrap', ''],
    [on(shop, ['clicktracking', 'off']), 'leave', 'no-track'],
    [on('https://shop.example/{{id}}'), 'leave', 'merge-tag'],
    [on('https://click.brand.com/c/AbC'), 'leave', 'already-wrapped'],
    [on('https://localhost/'), 'refuse', 'local-host'],
  ]);
});
