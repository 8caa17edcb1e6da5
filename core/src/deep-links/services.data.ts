/** A service whose links open an app by themselves. */
export interface AppService {
  /** Short name as it stands in the class `known:<service>`. */
  readonly service: string;
  /** For people. */
  readonly name: string;
  /** Host names; a name also stands for every name below it. */
  readonly hosts: readonly string[];
  /** Which links open the app, matched against path and query; without it all with a path. */
  readonly path?: RegExp;
  readonly source: string;
}

export const appServices: readonly AppService[] = [
  // services that make such links
  {
    service: 'branch',
    name: 'Branch',
    hosts: ['app.link', 'test-app.link', 'bnc.lt'],
    source: 'Branch docs, link domains',
  },
  { service: 'onelink', name: 'AppsFlyer OneLink', hosts: ['onelink.me'], source: 'AppsFlyer docs, OneLink' },
  {
    service: 'adjust',
    name: 'Adjust',
    hosts: ['adj.st', 'go.link', 'app.adjust.com', 'app.adjust.world'],
    source: 'Adjust docs, universal links',
  },
  {
    service: 'kochava',
    name: 'Kochava',
    hosts: ['smart.link', 'control.kochava.com'],
    source: 'Kochava docs, SmartLinks',
  },
  { service: 'singular', name: 'Singular', hosts: ['sng.link'], source: 'Singular docs, Singular Links' },
  {
    service: 'firebase',
    name: 'Firebase Dynamic Links',
    hosts: ['page.link'],
    source: 'Firebase docs; switched off 2025-08-25',
  },
  {
    service: 'airbridge',
    name: 'Airbridge',
    hosts: ['abr.ge', 'airbridge.io'],
    path: /^\/(?!$)/,
    source: 'Airbridge docs, tracking links',
  },
  { service: 'tenjin', name: 'Tenjin', hosts: ['track.tenjin.com'], source: 'Tenjin docs' },
  { service: 'urlgenius', name: 'URLgenius', hosts: ['urlgeni.us'], source: 'URLgenius docs' },
  { service: 'dub', name: 'Dub', hosts: ['dub.link'], source: 'Dub docs, deep links' },
  // stores
  {
    service: 'app-store',
    name: 'App Store',
    hosts: ['apps.apple.com', 'itunes.apple.com', 'appsto.re'],
    source: 'Apple Marketing Tools',
  },
  {
    service: 'testflight',
    name: 'TestFlight',
    hosts: ['testflight.apple.com'],
    path: /^\/join\//,
    source: 'TestFlight public links',
  },
  {
    service: 'google-play',
    name: 'Google Play',
    hosts: ['play.google.com'],
    path: /^\/(?:store\/|apps\/|redeem)/,
    source: 'Google Play docs, linking to your products',
  },
  {
    service: 'huawei-appgallery',
    name: 'AppGallery',
    hosts: ['appgallery.huawei.com', 'appgallery.cloud.huawei.com'],
    source: 'AppGallery Connect docs',
  },
  {
    service: 'galaxy-store',
    name: 'Galaxy Store',
    hosts: ['galaxystore.samsung.com', 'galaxy.store'],
    source: 'Galaxy Store docs',
  },
  // messengers and meetings
  {
    service: 'whatsapp',
    name: 'WhatsApp',
    hosts: ['wa.me', 'chat.whatsapp.com', 'api.whatsapp.com', 'whatsapp.com'],
    path: /^\/(?:send|channel\/|catalog\/|message\/|qr\/|\d|[A-Za-z\d]{20,})/,
    source: 'WhatsApp help, click to chat',
  },
  { service: 'telegram', name: 'Telegram', hosts: ['t.me', 'telegram.me'], source: 'Telegram docs, deep links' },
  { service: 'signal', name: 'Signal', hosts: ['signal.me', 'signal.group'], source: 'Signal' },
  { service: 'messenger', name: 'Messenger', hosts: ['m.me'], source: 'Meta docs, m.me links' },
  { service: 'viber', name: 'Viber', hosts: ['vb.me', 'invite.viber.com'], source: 'Viber docs' },
  { service: 'line', name: 'LINE', hosts: ['line.me', 'lin.ee'], source: 'LINE docs, URL scheme' },
  { service: 'kakaotalk', name: 'KakaoTalk', hosts: ['open.kakao.com', 'pf.kakao.com'], source: 'Kakao docs' },
  {
    service: 'discord',
    name: 'Discord',
    hosts: ['discord.gg', 'discord.com'],
    path: /^\/(?:invite\/|channels\/|events\/|[\w-]{2,32}$)/,
    source: 'Discord docs',
  },
  { service: 'slack', name: 'Slack', hosts: ['app.slack.com', 'join.slack.com'], source: 'Slack docs, deep linking' },
  {
    service: 'zoom',
    name: 'Zoom',
    hosts: ['zoom.us', 'zoomgov.com'],
    path: /^\/(?:j|w|s|my|wc|webinar\/register|meeting\/register)\//,
    source: 'Zoom docs, join links',
  },
  {
    service: 'teams',
    name: 'Microsoft Teams',
    hosts: ['teams.microsoft.com', 'teams.live.com'],
    path: /^\/(?:l|meet|v2)\b/,
    source: 'Microsoft Teams docs, deep links',
  },
  { service: 'google-meet', name: 'Google Meet', hosts: ['meet.google.com'], source: 'Google Meet' },
  {
    service: 'webex',
    name: 'Webex',
    hosts: ['webex.com'],
    path: /^\/(?:meet|join|[\w-]+\/j\.php|wbxmjs\/)/,
    source: 'Webex join links',
  },
  // video and music
  {
    service: 'youtube',
    name: 'YouTube',
    hosts: ['youtube.com', 'youtu.be'],
    path: /^\/(?!redirect\b|t\/|about\b|howyoutubeworks)./,
    source: 'association file of youtube.com',
  },
  {
    service: 'spotify',
    name: 'Spotify',
    hosts: ['open.spotify.com', 'spotify.link'],
    source: 'Spotify docs, linking content',
  },
  { service: 'apple-music', name: 'Apple Music', hosts: ['music.apple.com'], source: 'Apple Marketing Tools' },
  { service: 'apple-podcasts', name: 'Apple Podcasts', hosts: ['podcasts.apple.com'], source: 'Apple Marketing Tools' },
  {
    service: 'deezer',
    name: 'Deezer',
    hosts: ['deezer.page.link', 'link.deezer.com', 'deezer.com'],
    path: /\/(?:track|album|playlist|artist|s)\//,
    source: 'association file of deezer.com',
  },
  {
    service: 'soundcloud',
    name: 'SoundCloud',
    hosts: ['on.soundcloud.com', 'soundcloud.app.goo.gl'],
    source: 'SoundCloud share links',
  },
  {
    service: 'twitch',
    name: 'Twitch',
    hosts: ['twitch.tv'],
    path: /^\/(?!p\/|jobs|about)./,
    source: 'association file of twitch.tv',
  },
  {
    service: 'netflix',
    name: 'Netflix',
    hosts: ['netflix.com'],
    path: /^\/(?:[a-z-]{2,5}\/)?(?:title|watch)\//,
    source: 'association file of netflix.com',
  },
  // networks
  {
    service: 'instagram',
    name: 'Instagram',
    hosts: ['instagram.com', 'instagr.am', 'ig.me'],
    path: /^\/(?!legal|about|developer)./,
    source: 'association file of instagram.com',
  },
  {
    service: 'facebook',
    name: 'Facebook',
    hosts: ['facebook.com', 'fb.com', 'fb.me', 'fb.watch'],
    path: /^\/(?!l\.php|sharer|share\.php|dialog\/|plugins\/|legal|policies|privacy|help|business)./,
    source: 'association file of facebook.com',
  },
  {
    service: 'tiktok',
    name: 'TikTok',
    hosts: ['tiktok.com'],
    path: /^\/(?:@|t\/|video\/|v\/|tag\/|music\/|[A-Za-z\d]{8,}\/?$)/,
    source: 'association file of tiktok.com',
  },
  {
    service: 'x',
    name: 'X',
    hosts: ['x.com', 'twitter.com'],
    path: /^\/(?:\w{4,15}\/?$|\w{1,15}\/status\/\d|i\/)/,
    source: 'association file of x.com',
  },
  {
    service: 'threads',
    name: 'Threads',
    hosts: ['threads.net', 'threads.com'],
    path: /^\/@/,
    source: 'association file of threads.net',
  },
  {
    service: 'linkedin',
    name: 'LinkedIn',
    hosts: ['linkedin.com'],
    path: /^\/(?:in|company|school|showcase|posts|feed|jobs|groups|events|pulse|newsletters|learning)\//,
    source: 'association file of linkedin.com',
  },
  {
    service: 'pinterest',
    name: 'Pinterest',
    hosts: ['pinterest.com', 'pin.it'],
    path: /^\/(?!pin\/create|policy|_\/)./,
    source: 'association file of pinterest.com',
  },
  {
    service: 'snapchat',
    name: 'Snapchat',
    hosts: ['snapchat.com'],
    path: /^\/(?:add|t|p|spotlight|discover|unlock)\//,
    source: 'association file of snapchat.com',
  },
  {
    service: 'reddit',
    name: 'Reddit',
    hosts: ['reddit.com', 'redd.it', 'reddit.app.link'],
    path: /^\/(?:r|u|user|[\w-]{5,})(?:\/|$)/,
    source: 'association file of reddit.com',
  },
  // maps, shopping, travel, money
  {
    service: 'google-maps',
    name: 'Google Maps',
    hosts: ['maps.app.goo.gl', 'maps.google.com'],
    source: 'Google Maps URLs docs',
  },
  {
    service: 'google-maps',
    name: 'Google Maps',
    hosts: ['google.com', 'goo.gl'],
    path: /^\/maps\b/,
    source: 'Google Maps URLs docs',
  },
  { service: 'apple-maps', name: 'Apple Maps', hosts: ['maps.apple.com', 'maps.apple'], source: 'Apple Map Links' },
  { service: 'waze', name: 'Waze', hosts: ['waze.com'], path: /^\/ul\b/, source: 'Waze docs, deep links' },
  {
    service: 'amazon',
    name: 'Amazon',
    hosts: [
      'amazon.com',
      'amazon.de',
      'amazon.co.uk',
      'amazon.fr',
      'amazon.it',
      'amazon.es',
      'amazon.co.jp',
      'amazon.ca',
      'amazon.in',
      'amazon.com.br',
    ],
    path: /^\/(?:dp\/|gp\/product\/|[^/]+\/dp\/|stores\/|shop\/|hz\/wishlist)/,
    source: 'association file of amazon.com',
  },
  { service: 'amazon', name: 'Amazon', hosts: ['amzn.to', 'amzn.eu', 'a.co'], source: 'Amazon share links' },
  { service: 'uber', name: 'Uber', hosts: ['m.uber.com'], path: /^\/ul\b/, source: 'Uber docs, universal deep links' },
  { service: 'paypal-me', name: 'PayPal.Me', hosts: ['paypal.me'], source: 'PayPal' },
  { service: 'venmo', name: 'Venmo', hosts: ['venmo.com'], path: /^\/(?:u|code)\b/, source: 'Venmo' },
  {
    service: 'apple-wallet',
    name: 'Apple Wallet',
    hosts: ['wallet.apple.com'],
    source: 'Apple Wallet orders and passes',
  },
  {
    service: 'google-wallet',
    name: 'Google Wallet',
    hosts: ['pay.google.com'],
    path: /^\/gp\/v\/save/,
    source: 'Google Wallet docs, Save links',
  },
];
