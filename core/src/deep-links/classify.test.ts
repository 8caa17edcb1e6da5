import { describe, expect, it } from 'vitest';
import { classifyDeepLink, type DeepLinkClass } from './classify.ts';
import { appServices } from './services.data.ts';

describe('classifying a link', () => {
  it.each<readonly [DeepLinkClass, string]>([
    ['none', ''],
    ['none', '#top'],
    ['none', 'mailto:info@shop.example'],
    ['none', 'tel:+49123'],
    ['none', '/sale'],
    ['none', 'javascript:alert(1)'],
    ['none', 'https://'],
    ['none', `https://youtu.be/${'a'.repeat(8192)}`],
    ['custom-scheme', 'myapp://open/1'],
    ['custom-scheme', ' MyApp:open'],
    ['custom-scheme', 'intent://open#Intent;scheme=myapp;end'],
    ['custom-scheme', 'whatsapp://send?text=x'],
    ['custom-scheme', 'itms-apps://apps.apple.com/app/id1'],
    ['custom-scheme', 'com.shop.app:/callback'],
    ['custom-scheme', 'vnd.youtube:dQw4'],
    ['custom-scheme', 'my\tapp://x'],
    ['none', 'webcal://shop.example/a.ics'],
    ['none', 'shop.example:8080/x'],
    ['none', 'java\tscript:alert(1)'],
    ['none', 'htttps://shop.example'],
    ['none', 'https://user@youtu.be/1'],
    ['none', 'https://youtu.be\\@shop.example'],
    ['known:youtube', ' HTTPS:/YouTu.be/\tabc'],
    ['known:youtube', 'https://ｙoutu.be/abc'],
    ['known:branch', 'https://brand.app.link/ü?a={{id}}'],
    ['depends-on-aasa', 'https://brand.page.link/x'],
    ['depends-on-aasa', 'https://shop.example/'],
    ['depends-on-aasa', 'http://shop.example/a?b=c'],
    ['depends-on-aasa', 'https://zoom.us/pricing'],
    ['depends-on-aasa', 'https://www.youtube.com/'],
    ['depends-on-aasa', 'https://notyoutube.com/watch?v=1'],
    ['depends-on-aasa', 'https://www.facebook.com/sharer/sharer.php?u=x'],
    ['depends-on-aasa', 'https://x.com/intent/post?text=x'],
    ['depends-on-aasa', 'https://brand.app.link.evil.example/x'],
  ])('is %s for %s', (expected, href) => expect(classifyDeepLink(href)).toBe(expected));
});

/** Links that open the app, and ordinary pages on the same hosts. */
const services: Readonly<Record<string, readonly [opens: string, pages: string]>> = {
  branch: ['brand.app.link/x brand-alternate.test-app.link/x bnc.lt/a', 'brand.app.link app.link.evil.example/x'],
  onelink: ['brand.onelink.me/AbCd/spring brand.onelink.me/AbCd?pid=x', 'brand.onelink.me notonelink.me/x'],
  adjust: ['brand.go.link/x?adj_t=1 brand.adj.st/x', 'app.adjust.com/abc123 www.adjust.com/product'],
  kochava: ['brand.smart.link/x', 'control.kochava.com/v1/cpi/click?x=1'],
  singular: ['brand.sng.link/Abc/def', 'www.singular.net/x'],
  airbridge: ['abr.ge/@brand/x abr.ge/xyz', 'www.airbridge.io/blog help.airbridge.io/x'],
  'app-store': ['apps.apple.com/de/app/waymark/id123 itunes.apple.com/app/id1', 'www.apple.com/app-store/'],
  testflight: ['testflight.apple.com/join/abc', 'testflight.apple.com/terms'],
  'google-play': ['play.google.com/store/apps/details?id=x play.google.com/redeem?code=x', 'play.google.com/about/'],
  'huawei-appgallery': ['appgallery.huawei.com/app/C1', 'appgallery.huawei.com'],
  'galaxy-store': ['galaxy.store/brand galaxystore.samsung.com/detail/x', 'www.samsung.com/galaxy'],
  whatsapp: [
    'wa.me/49123?text=x api.whatsapp.com/send?phone=1 chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
    'www.whatsapp.com/download',
  ],
  telegram: ['t.me/brand telegram.me/brand', 't.me telegram.org/apps'],
  signal: ['signal.me/x signal.group/x', 'signal.org/download'],
  messenger: ['m.me/brand', 'www.messenger.com/features'],
  viber: ['vb.me/x invite.viber.com/?g=x', 'www.viber.com/download'],
  line: ['lin.ee/AbC line.me/R/ti/p/@brand line.me/ti/p/x', 'line.me/en/ developers.line.me/R/x'],
  kakaotalk: ['open.kakao.com/o/x pf.kakao.com/_x', 'www.kakaocorp.com/x'],
  discord: ['discord.gg/abc discord.com/invite/abc', 'discord.com/download support.discord.com/channels/x'],
  slack: ['app.slack.com/client/T1/C1', 'slack.com/pricing join.slack.com/t/x'],
  zoom: ['us02web.zoom.us/j/123?pwd=x zoom.us/my/brand', 'zoom.us/pricing explore.zoom.us/en/'],
  teams: [
    'teams.microsoft.com/l/meetup-join/x teams.live.com/meet/1',
    'www.microsoft.com/teams teams.microsoft.com/downloads',
  ],
  'google-meet': ['meet.google.com/abc-defg-hij', 'meet.google.com'],
  webex: ['brand.webex.com/meet/ute brand.webex.com/brand/j.php?MTID=1', 'www.webex.com/pricing'],
  youtube: [
    'youtu.be/abc m.youtube.com/watch?v=abc www.youtube.com/@brand youtube.com/shorts/x',
    'www.youtube.com www.youtube.com/about/ www.youtube.com/premium studio.youtube.com/channel/x notyoutube.com/watch?v=1',
  ],
  spotify: ['open.spotify.com/track/x spotify.link/x', 'www.spotify.com/premium artists.spotify.com/x'],
  'apple-music': ['music.apple.com/de/album/1', 'www.apple.com/apple-music/'],
  'apple-podcasts': ['podcasts.apple.com/de/podcast/id1', 'www.apple.com/apple-podcasts/'],
  deezer: ['link.deezer.com/s/x www.deezer.com/de/track/1', 'www.deezer.com/de/offers support.deezer.com/track/1'],
  soundcloud: ['on.soundcloud.com/x', 'soundcloud.app.goo.gl/x'],
  twitch: ['www.twitch.tv/brand twitch.tv/videos/1', 'www.twitch.tv/jobs blog.twitch.tv/en/2026'],
  netflix: ['www.netflix.com/title/1 netflix.com/de-en/title/1', 'www.netflix.com/browse help.netflix.com/title/x'],
  instagram: [
    'www.instagram.com/brand/ instagram.com/p/x ig.me/m/brand',
    'about.instagram.com/blog www.instagram.com/legal/terms l.instagram.com/?u=x',
  ],
  facebook: [
    'www.facebook.com/brand m.facebook.com/events/1 fb.me/x fb.watch/x',
    'www.facebook.com/sharer/sharer.php?u=x www.facebook.com/privacy/policy business.facebook.com/x developers.facebook.com/docs',
  ],
  tiktok: ['www.tiktok.com/@brand vm.tiktok.com/ZM123456/', 'newsroom.tiktok.com/en-us www.tiktok.com/legal/terms'],
  x: ['x.com/brand x.com/brand/status/1 twitter.com/brand', 'x.com/intent/post?text=x x.com/privacy help.x.com/using'],
  threads: ['www.threads.net/@brand threads.com/@brand/post/1', 'www.threads.net/about'],
  linkedin: [
    'www.linkedin.com/company/brand linkedin.com/in/ute',
    'business.linkedin.com/company/x www.linkedin.com/legal/privacy-policy',
  ],
  pinterest: [
    'www.pinterest.com/brand/glazes/ pin.it/x',
    'www.pinterest.com/pin/create/button/?url=x help.pinterest.com/en policy.pinterest.com/en',
  ],
  snapchat: ['www.snapchat.com/add/brand', 'help.snapchat.com/add/x www.snapchat.com/download'],
  reddit: ['www.reddit.com/r/brand/ redd.it/x', 'www.reddit.com/policies/ support.reddithelp.com/r/x'],
  'google-maps': [
    'maps.app.goo.gl/x www.google.com/maps/place/x maps.google.com/?q=x',
    'www.google.com/search?q=maps developers.google.com/maps',
  ],
  'apple-maps': ['maps.apple.com/?q=x', 'www.apple.com/maps/'],
  waze: ['www.waze.com/ul?ll=1,2', 'www.waze.com/live-map support.waze.com/ul'],
  amazon: ['www.amazon.de/dp/B01 amazon.com/x/dp/B01 amzn.to/x', 'www.amazon.de/gp/help aws.amazon.com/dp/x'],
  uber: ['m.uber.com/ul/?action=x', 'www.uber.com/ul'],
  'paypal-me': ['paypal.me/brand/10', 'www.paypal.com/de/home'],
  venmo: ['venmo.com/u/brand', 'venmo.com/about help.venmo.com/u/x'],
  'apple-wallet': ['wallet.apple.com/x', 'www.apple.com/wallet/'],
  'google-wallet': ['pay.google.com/gp/v/save/x', 'pay.google.com/about/'],
};

describe('a service whose universal links open its app', () => {
  it('has a test case here', () => {
    expect(new Set(Object.keys(services))).toEqual(new Set(appServices.map(({ service }) => service)));
  });

  it.each(Object.entries(services))('is %s for its app links, not for its pages', (service, [opens, pages]) => {
    for (const link of opens.split(' '))
      expect([link, classifyDeepLink(`https://${link}`)]).toEqual([link, `known:${service}`]);
    for (const page of pages.split(' '))
      expect([page, classifyDeepLink(`https://${page}`)]).toEqual([page, 'depends-on-aasa']);
  });
});
