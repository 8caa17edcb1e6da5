import { describe, expect, it } from 'vitest';
import { clickLinkShapes } from './other-senders.data.ts';
import { alreadyWrapped, intermediary } from './other-senders.ts';
import { addressOf } from './url/address.ts';

const uuid = '0b9f6f0e-1111-4222-8333-444455556666';
const opaque = 'AbCdEf0123456789-_AbCdEf0123456789-_AbCdEf0123456789';

const samples: readonly (readonly [sender: string, link: string])[] = [
  ['SendGrid', `https://url1234.brand.example/ls/click?upn=u001.${opaque}`],
  ['SendGrid', `https://u123.ct.sendgrid.net/wf/click?upn=${opaque}`],
  ['SendGrid', `https://links.brand.example/uni/ls/click?upn=${opaque}`],
  ['SendGrid', `https://links.brand.example/ss/c/u001.${opaque}/4a/b`],
  ['Mailgun', `https://email.brand.example/c/eJx${opaque}`],
  ['Amazon SES', 'https://abc.r.us-east-1.awstrack.me/L0/https:%2F%2Fshop.example%2F/1/0100/abc=12'],
  ['Amazon SES', 'https://click.brand.example/L0/https:%2F%2Fshop.example/1/0100/abc=12'],
  ['Amazon SES', 'https://click.brand.example/CL0/https:%2F%2Fshop.example/1/0100/abc=12'],
  ['Mailchimp', 'https://brand.us1.list-manage.com/track/click?u=1&id=2&e=3'],
  ['Mandrill', 'https://mandrillapp.com/track/click/30/shop.example?p=eyJ'],
  ['HubSpot', `https://d2v8.na1.hubspotlinks.com/Ctc/GC+113/d2v8/${opaque}`],
  ['HubSpot', `https://hello.brand.example/e3t/Ctc/GC+113/d2v8.04/${opaque}`],
  ['Klaviyo', 'https://ctrk.klclick1.com/l/01HZX3V9Q2R4T6W8Y0A1C3E5G7_1'],
  ['Klaviyo', 'https://trk.brand.example/l/01HZX3V9Q2R4T6W8Y0A1C3E5G7_12'],
  ['Postmark', 'https://click.pstmrk.it/3s/shop.example%2Fa/abcd/EfGh/IjKl'],
  ['Postmark', 'https://links.brand.example/3s/shop.example%2Fa/abcd/EfGh/IjKl'],
  ['SparkPost', `https://track.brand.example/f/a/${opaque}~~/AAAAA~/xyz`],
  ['SparkPost', `https://go.sparkpostmail.com/f/a/${opaque}`],
  ['Customer.io', `https://e.brand.example/e/c/eyJ${opaque}=/0123456789abcdef0123456789abcdef`],
  ['Iterable', 'https://links.brand.example/u/click?_t=1&_m=2&_e=3'],
  ['Iterable', 'https://links.brand.example/a/click?_t=1'],
  ['Brevo', `https://xxx.r.bh.d.sendibt3.com/tr/cl/${opaque}`],
  ['Brevo', `https://r.mail.brand.example/mk/cl/f/sh/${opaque}`],
  ['ActiveCampaign', 'https://acct.activehosted.com/lt.php?x=abc'],
  ['Streak', 'https://streaklinks.com/AbCdEf0123/https%3A%2F%2Fshop.example'],
  ['Mailtrack', 'https://mailtrack.io/trace/link/abc?url=x'],
  ['Yesware', 'https://t.yesware.com/tt/abc/def/ghi/shop.example/a'],
  ['Postal', 'https://track.brand.example/aBc123/AbCdEfGh01234567'],
  ['listmonk', `https://news.brand.example/link/${uuid}/${uuid}/${uuid}`],
  ['Mailtrain', 'https://news.brand.example/links/AbCdEf0123/AbCdEf0123/AbCdEf0123/AbCdEf0123'],
  ['Mautic', 'https://m.brand.example/r/0123456789abcdef012345678?ct=x'],
  ['Campaign Monitor', 'https://brand.cmail19.com/t/j-l-abcdef-ghij-k/'],
  ['Campaign Monitor', 'https://brand.cmail20.com/t/r-i-abcdef-l-dj/'],
  ['Mailjet', 'https://x0qry.mjt.lu/lnk/AbCd/1/efgh/aHR0cHM6'],
  ['MailerLite', 'https://click.mlsend.com/link/c/YT0x'],
  ['Kit', 'https://f90a.click.convertkit-mail2.com/8xu32z/e0hph7/aHR0cHM6'],
  ['Drip', 'https://t.dripemail2.com/c/eyJh'],
  ['HubSpot', 'https://d2b.na1.hs-sales-engage.com/Ctc/W2+23284/c-Xx104/JlF2-6q'],
  ['Resend', 'https://us-east-1.resend-clicks.com/CL0/https:%2F%2Fshop.example%2F/1/x'],
  ['Constant Contact', 'https://r20.rs6.net/tn.jsp?f=001x'],
  ['Salesforce Marketing Cloud', 'https://click.e.brand.example/?qs=0123456789abcdef0123456789abcdef'],
];

describe('another sender’s click link', () => {
  it.each(samples)('is recognised: %s %s', (sender, link) => {
    expect(alreadyWrapped(addressOf(new URL(link)), { trackingHost: 'click.brand.com' })?.details).toEqual({ sender });
  });

  it.each([
    ...[
      'https://shop.example/',
      'https://shop.example/click',
      'https://shop.example/c/shoes',
      'https://shop.example/l/en/home',
      'https://shop.example/r/4711',
    ],
    ...[
      'https://shop.example/links/a/b',
      'https://shop.example/track/order?p=1',
      'https://list-manage.com/',
      'https://mailchi.mp/brand/spring',
      'https://shop.example/abc123/shoes',
    ],
    ...[
      'https://www.hubspot.com/products',
      'https://notlist-manage.com/track/click?u=1',
      'https://shop.example/sizes/AbCdEfGhIjKlMnOp',
      'https://shop.example/?qs=shoes',
    ],
  ])('is not %s', (link) => {
    expect(alreadyWrapped(addressOf(new URL(link)), { trackingHost: 'click.brand.com' })).toBeUndefined();
  });

  it('never matches every path of every host', () => {
    const ordinary = ['/', '/sale', '/a/b/c?d=e', '/2026/11/23/how-we-work.html?utm_source=mail'];
    for (const { hosts, path } of clickLinkShapes) {
      if (hosts === undefined) expect(ordinary.filter((one) => path.test(one))).toEqual([]);
    }
  });
});

const target = 'https://shop.example/a?b=c';
const encoded = encodeURIComponent(target);

describe('a link of a scanner, a large site’s redirect or a shortener', () => {
  it.each([
    ['Microsoft Safe Links', `https://eur01.safelinks.protection.outlook.com/?url=${encoded}&data=x`],
    ['Proofpoint URL Defense', 'https://urldefense.proofpoint.com/v2/url?u=https-3A__shop.example_a-3Fb-3Dc&d=x'],
    ['Proofpoint URL Defense', `https://urldefense.com/v3/__${target}__;!!abc!def$`],
    ['Barracuda Link Protection', `https://linkprotect.cudasvc.com/url?a=${encoded}&c=x`],
    ['Avanan', `https://url.avanan.click/v2/___${target}___.YXAz`],
    ['Google', `https://www.google.com/url?sa=D&q=${encoded}&ust=1`],
    ['Google', `https://www.google.co.uk/url?url=${encoded}`],
    ['Facebook', `https://l.facebook.com/l.php?u=${encoded}&h=x`],
    ['LinkedIn', `https://www.linkedin.com/redir/redirect?url=${encoded}`],
    ['YouTube', `https://www.youtube.com/redirect?q=${encoded}`],
  ])('shows where it leads: %s %s', (service, link) => {
    expect(intermediary(addressOf(new URL(link)))?.details).toEqual({ service, target });
  });

  it.each([
    ['Bitly', 'https://bit.ly/3abc'],
    ['X', 'https://t.co/abc'],
    ['is.gd', 'https://is.gd/abc'],
    ['Mimecast', 'https://protect-eu.mimecast.com/s/abc'],
    ['Proofpoint URL Defense', 'https://urldefense.com/v3/__https://shop.example/*top__;Iw!!abc$'],
    ['Proofpoint URL Defense', 'https://urldefense.proofpoint.com/v2/url?u=-E0-A4-A'],
    ['Google', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['Google', 'https://www.google.com/url?sa=D'],
  ])('is named where only the service knows: %s %s', (service, link) => {
    expect(intermediary(addressOf(new URL(link)))?.details).toEqual({ service });
  });

  it.each([
    'https://bit.ly/',
    'https://www.google.com/search?q=x',
    'https://notbit.ly/abc',
    'https://www.mimecast.com/blog',
  ])('is not %s', (link) => expect(intermediary(addressOf(new URL(link)))).toBeUndefined());
});
