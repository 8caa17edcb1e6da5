import { readFileSync } from 'node:fs';
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
    ['known:x', 'https://x.com/intent/post?text=x'],
    ['depends-on-aasa', 'https://brand.app.link.evil.example/x'],
  ])('is %s for %s', (expected, href) => expect(classifyDeepLink(href)).toBe(expected));
});

/** Links that open the app, and ordinary pages on the same hosts. */
const services: Readonly<Record<string, readonly [opens: string, pages: string]>> = {
  branch: [
    'brand.app.link/x brand-alternate.test-app.link/x bnc.lt/a',
    'brand.app.link brand.app.link/e/x app.link.evil.example/x',
  ],
  onelink: ['brand.onelink.me/AbCd/spring brand.onelink.me/AbCd?pid=x', 'brand.onelink.me notonelink.me/x'],
  adjust: ['brand.go.link/x?adj_t=1 brand.adj.st/x', 'app.adjust.com/abc123 www.adjust.com/product'],
  kochava: ['brand.smart.link/x', 'control.kochava.com/v1/cpi/click?x=1'],
  singular: ['brand.sng.link/Abc/def', 'www.singular.net/x'],
  airbridge: ['abr.ge/@brand/x abr.ge/xyz', 'www.airbridge.io/blog help.airbridge.io/x'],
  appmetrica: ['123.redirect.appmetrica.yandex.com/path?appmetrica_tracking_id=1', 'appmetrica.yandex.com/docs'],
  'huawei-app-linking': ['brand.drcn.agconnect.link/x', 'developer.huawei.com/x'],
  chottulink: ['brand.chottu.link/x', 'chottulink.com/pricing'],
  'app-store': ['apps.apple.com/de/app/waymark/id123 itunes.apple.com/app/id1', 'www.apple.com/app-store/'],
  testflight: ['testflight.apple.com/join/abc', 'testflight.apple.com/terms'],
  'google-play': ['play.google.com/store/apps/details?id=x play.google.com/redeem?code=x', 'play.google.com/about/'],
  'huawei-appgallery': ['appgallery.huawei.com/app/C1', 'appgallery.huawei.com'],
  'galaxy-store': ['galaxy.store/brand galaxystore.samsung.com/detail/x', 'www.samsung.com/galaxy'],
  whatsapp: [
    'wa.me/49123?text=x api.whatsapp.com/send?phone=1 chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
    'www.whatsapp.com/download www.whatsapp.com/legal/terms-of-service',
  ],
  telegram: [
    't.me/brand telegram.me/brand telegram.dog/brand brand.t.me brand.t.me/5',
    'telegram.org/apps web.telegram.org/k/',
  ],
  signal: [
    'signal.me/#eu/AbC signal.group/#CjQKIB signal.link/call/#key=x signal.tube/#x',
    'signal.org/download support.signal.org/hc',
  ],
  messenger: ['m.me/brand', 'www.messenger.com/features'],
  viber: ['vb.me/x invite.viber.com/?g=x', 'www.viber.com/download'],
  line: ['lin.ee/AbC line.me/R/ti/p/@brand line.me/ti/p/x liff.line.me/1-x', 'line.me/en/ developers.line.me/R/x'],
  kakaotalk: ['open.kakao.com/o/x pf.kakao.com/_x', 'www.kakaocorp.com/x'],
  discord: ['discord.gg/abc discord.com/invite/abc', 'discord.com/download support.discord.com/channels/x'],
  slack: [
    'app.slack.com/client/T1/C1 slack.com/app_redirect?app=A1 brand.slack.com/archives/C1/p1',
    'slack.com/pricing join.slack.com/t/x',
  ],
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
  'youtube-music': ['music.youtube.com/watch?v=x', 'music.youtube.com'],
  vimeo: ['vimeo.com/123456', 'vimeo.com/features help.vimeo.com/1'],
  spotify: ['open.spotify.com/track/x spotify.link/x', 'www.spotify.com/premium artists.spotify.com/x'],
  'apple-music': ['music.apple.com/de/album/1', 'www.apple.com/apple-music/'],
  'apple-podcasts': ['podcasts.apple.com/de/podcast/id1', 'www.apple.com/apple-podcasts/'],
  'apple-books': ['books.apple.com/de/book/id1', 'www.apple.com/apple-books/'],
  'apple-tv': ['tv.apple.com/de/movie/x', 'www.apple.com/apple-tv/'],
  'apple-news': ['apple.news/AbCd', 'www.apple.com/apple-news/'],
  'amazon-music': ['music.amazon.de/albums/x', 'music.amazon.com'],
  deezer: ['link.deezer.com/s/x www.deezer.com/de/track/1', 'www.deezer.com/de/offers support.deezer.com/track/1'],
  tidal: ['tidal.com/browse/track/1', 'tidal.com/pricing support.tidal.com/track/1'],
  soundcloud: ['on.soundcloud.com/x', 'soundcloud.app.goo.gl/x'],
  shazam: ['www.shazam.com/de-de/song/1/x', 'www.shazam.com/privacy'],
  audible: ['www.audible.de/pd/x/B01', 'www.audible.com/ep/help'],
  twitch: ['www.twitch.tv/brand twitch.tv/videos/1', 'www.twitch.tv/jobs blog.twitch.tv/en/2026'],
  netflix: ['www.netflix.com/title/1 netflix.com/de-en/title/1', 'www.netflix.com/browse help.netflix.com/title/x'],
  'prime-video': ['www.primevideo.com/detail/x app.primevideo.com/detail?gti=x', 'www.primevideo.com/help'],
  'disney-plus': ['www.disneyplus.com/de-de/movies/x/y', 'www.disneyplus.com/legal help.disneyplus.com/series'],
  hulu: ['www.hulu.com/series/x', 'www.hulu.com/welcome help.hulu.com/watch/x'],
  imdb: ['www.imdb.com/title/tt1/', 'www.imdb.com/pressroom/ help.imdb.com/title/x'],
  goodreads: ['www.goodreads.com/book/show/1', 'www.goodreads.com/about/us'],
  bilibili: ['www.bilibili.com/video/BV1 b23.tv/AbCdEf1', 'www.bilibili.com/blackboard/x'],
  instagram: [
    'www.instagram.com/brand/ instagram.com/p/x ig.me/m/brand',
    'about.instagram.com/blog www.instagram.com/legal/terms l.instagram.com/?u=x',
  ],
  facebook: [
    'www.facebook.com/brand m.facebook.com/events/1 fb.me/x fb.watch/x',
    'www.facebook.com/sharer/sharer.php?u=x www.facebook.com/privacy/policy business.facebook.com/x developers.facebook.com/docs',
  ],
  tiktok: ['www.tiktok.com/@brand vm.tiktok.com/ZM123456/', 'newsroom.tiktok.com/en-us www.tiktok.com/legal/terms'],
  x: [
    'x.com/brand x.com/brand/status/1 twitter.com/brand twitter.com/intent/tweet?text=x',
    'x.com/privacy x.com/share?url=x help.x.com/using',
  ],
  threads: ['www.threads.net/@brand threads.com/@brand/post/1', 'www.threads.net/about'],
  bluesky: ['bsky.app/profile/brand.com bsky.app/starter-pack/brand.com/x', 'blueskyweb.xyz/x docs.bsky.app/docs'],
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
  medium: ['medium.com/@brand medium.com/brand/a-story-0123456789ab', 'medium.com/about help.medium.com/hc/en-us'],
  substack: ['open.substack.com/pub/brand/p/x', 'substack.com/about'],
  meetup: ['www.meetup.com/brand/events/1/', 'www.meetup.com/about/ help.meetup.com/x/events/'],
  eventbrite: ['www.eventbrite.de/e/x-tickets-1', 'www.eventbrite.com/help/en-us/'],
  strava: ['www.strava.com/clubs/brand', 'www.strava.com/legal/terms support.strava.com/clubs/x'],
  douyin: ['v.douyin.com/AbC/', 'www.douyin.com/aboutus'],
  xiaohongshu: ['xhslink.com/a/x', 'www.xiaohongshu.com/protocols/about'],
  roblox: ['www.roblox.com/games/1/x', 'www.roblox.com/info/terms'],
  'google-maps': [
    'maps.app.goo.gl/x www.google.com/maps/place/x maps.google.com/?q=x',
    'www.google.com/search?q=maps developers.google.com/maps',
  ],
  'apple-maps': ['maps.apple.com/?q=x', 'www.apple.com/maps/'],
  waze: ['www.waze.com/ul?ll=1,2', 'www.waze.com/live-map support.waze.com/ul'],
  'google-photos': ['photos.app.goo.gl/AbCdEfGhIjKlMnOp1 photos.google.com/share/x', 'photos.google.com/about'],
  'google-drive': ['drive.google.com/file/d/x/view', 'drive.google.com/start'],
  'google-docs': ['docs.google.com/document/d/x/edit', 'docs.google.com/forms/d/e/x/viewform'],
  dropbox: ['www.dropbox.com/scl/fi/x/y', 'www.dropbox.com/plans help.dropbox.com/s/x'],
  figma: ['www.figma.com/design/x/y', 'www.figma.com/pricing help.figma.com/file/x'],
  trello: ['trello.com/b/x/board', 'trello.com/pricing support.trello.com/b/x'],
  amazon: ['www.amazon.de/dp/B01 amazon.com/x/dp/B01 amzn.to/x', 'www.amazon.de/gp/help aws.amazon.com/dp/x'],
  ebay: ['www.ebay.de/itm/123 ebay.us/AbCdEf', 'www.ebay.com/help/home pages.ebay.com/itm/x www.ebay.com/motors'],
  etsy: ['www.etsy.com/de/listing/1/x www.etsy.com/shop/brand', 'www.etsy.com/legal/privacy help.etsy.com/hc/en-us'],
  walmart: ['www.walmart.com/ip/x/1', 'www.walmart.com/help corporate.walmart.com/ip/x'],
  target: ['www.target.com/p/x/-/A-1', 'www.target.com/c/terms-conditions corporate.target.com/p/x'],
  zalando: ['www.zalando.de/x-sneaker-ab112c0de-a11.html', 'www.zalando.de/faq/'],
  aliexpress: ['www.aliexpress.com/item/1.html a.aliexpress.com/_AbC', 'www.aliexpress.com/p/about/'],
  temu: ['www.temu.com/de/a-thing-g-1.html share.temu.com/AbCdEfGhIj1', 'www.temu.com/privacy-and-cookie-policy.html'],
  airbnb: [
    'www.airbnb.com/rooms/1 airbnb.de/s/Berlin/homes abnb.me/AbCdEfGh12',
    'www.airbnb.com/help/article/1 news.airbnb.com/rooms/x www.airbnb.com www.airbnb.com/resources',
  ],
  booking: [
    'www.booking.com/hotel/de/x.html booking.com/Share-AbC',
    'www.booking.com/content/terms.html partner.booking.com/hotel/x',
  ],
  expedia: [
    'www.expedia.com/Berlin-Hotels-X.h1.Hotel-Information www.expedia.de/trips',
    'www.expedia.com/lp/b/terms-of-service',
  ],
  tripadvisor: [
    'www.tripadvisor.de/Restaurant_Review-g1-d1-x.html',
    'www.tripadvisor.com/PressCenter tripadvisor.mediaroom.com/Hotel-x',
  ],
  uber: ['m.uber.com/ul/?action=x', 'www.uber.com/ul'],
  'uber-eats': ['www.ubereats.com/de/store/x/1', 'www.ubereats.com/about'],
  lyft: ['lyft.com/ride?id=lyft ride.lyft.com/ride', 'www.lyft.com/terms help.lyft.com/ride'],
  doordash: ['www.doordash.com/store/x-1/', 'help.doordash.com/store/x www.doordash.com/terms'],
  instacart: ['www.instacart.com/store/x/storefront', 'www.instacart.com/help'],
  deliveroo: ['deliveroo.co.uk/menu/london/x', 'deliveroo.co.uk/about-us'],
  yelp: ['www.yelp.com/biz/x', 'www.yelp.com/about biz.yelp.com/biz/x'],
  opentable: ['www.opentable.com/r/x', 'www.opentable.com/c/legal restaurant.opentable.com/r/x'],
  paypal: ['www.paypal.com/paypalme/brand', 'www.paypal.com/de/home www.paypal.com/legalhub/x'],
  'paypal-me': ['paypal.me/brand/10', 'www.paypal.com/de/home'],
  venmo: ['venmo.com/u/brand', 'venmo.com/about help.venmo.com/u/x'],
  revolut: ['revolut.me/brand', 'www.revolut.com/legal'],
  wise: ['wise.com/pay/me/x', 'wise.com/help'],
  'apple-wallet': ['wallet.apple.com/x', 'www.apple.com/wallet/'],
  'google-wallet': ['pay.google.com/gp/v/save/x', 'pay.google.com/about/'],
};

describe('a service whose universal links open its app', () => {
  it('has a test case here', () => {
    expect(new Set(Object.keys(services))).toEqual(new Set(appServices.map(({ service }) => service)));
    expect(Object.keys(services).length).toBeGreaterThanOrEqual(60);
  });

  it('names its source', () => {
    const table = readFileSync(new URL('services.data.ts', import.meta.url), 'utf8');
    const entries = [...table.matchAll(/( *\/\/ .*)?\n {2}\{\s+service: '([\w-]+)'/g)];
    expect(entries.length).toBe(appServices.length);
    expect(entries.filter(([, source = '']) => !source.includes('https://')).map(([, , name]) => name)).toEqual([]);
  });

  it('opens its own app, or those of its customers', () => {
    expect(appServices.filter(({ opens }) => opens === 'own-app').map(({ service }) => service)).toEqual([
      'branch',
      'onelink',
      'adjust',
      'kochava',
      'singular',
      'airbridge',
      'appmetrica',
      'huawei-app-linking',
      'chottulink',
    ]);
  });

  it.each(Object.entries(services))('is %s for its app links, not for its pages', (service, [opens, pages]) => {
    for (const link of opens.split(' '))
      expect([link, classifyDeepLink(`https://${link}`)]).toEqual([link, `known:${service}`]);
    for (const page of pages.split(' '))
      expect([page, classifyDeepLink(`https://${page}`)]).toEqual([page, 'depends-on-aasa']);
  });
});
