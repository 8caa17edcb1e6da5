/**
 * A service whose links open an app by themselves. The comments say where that is known from; “known from use” means that
 * its app is seen to open such links, not that its association file was read: that file is what the server asks.
 */
export interface AppService {
  /** Short name as it stands in the class `known:<service>`. */
  readonly service: string;
  /** For people. */
  readonly name: string;
  /** Host names; a name also stands for every name below it. */
  readonly hosts: readonly string[];
  /** Only the names themselves and `www.` or `m.` before them: others below them are pages about the service. */
  readonly siteOnly?: true;
  /** Which links open the app, matched against path and query; without it all with a path. */
  readonly path?: RegExp;
}

export const appServices: readonly AppService[] = [
  // services that make such links
  // Branch docs, link domains
  {
    service: 'branch',
    name: 'Branch',
    hosts: ['app.link', 'test-app.link', 'bnc.lt'],
  },
  // AppsFlyer docs, OneLink
  { service: 'onelink', name: 'AppsFlyer OneLink', hosts: ['onelink.me'] },
  // Adjust docs, universal links
  {
    service: 'adjust',
    name: 'Adjust',
    hosts: ['adj.st', 'go.link'],
  },
  // Kochava docs, SmartLinks
  {
    service: 'kochava',
    name: 'Kochava',
    hosts: ['smart.link'],
  },
  // Singular docs, Singular Links
  { service: 'singular', name: 'Singular', hosts: ['sng.link'] },
  // Airbridge docs, tracking links
  {
    service: 'airbridge',
    name: 'Airbridge',
    hosts: ['abr.ge'],
  },
  // stores
  // Apple Marketing Tools
  {
    service: 'app-store',
    name: 'App Store',
    hosts: ['apps.apple.com', 'itunes.apple.com', 'appsto.re'],
  },
  // TestFlight public links
  {
    service: 'testflight',
    name: 'TestFlight',
    hosts: ['testflight.apple.com'],
    path: /^\/join\//,
  },
  // Google Play docs, linking to your products
  {
    service: 'google-play',
    name: 'Google Play',
    hosts: ['play.google.com'],
    path: /^\/(?:store\/|apps\/|redeem)/,
  },
  // AppGallery Connect docs
  {
    service: 'huawei-appgallery',
    name: 'AppGallery',
    hosts: ['appgallery.huawei.com', 'appgallery.cloud.huawei.com'],
  },
  // Galaxy Store docs
  {
    service: 'galaxy-store',
    name: 'Galaxy Store',
    hosts: ['galaxystore.samsung.com', 'galaxy.store'],
  },
  // messengers and meetings
  // WhatsApp help, click to chat
  {
    service: 'whatsapp',
    name: 'WhatsApp',
    hosts: ['wa.me', 'chat.whatsapp.com', 'api.whatsapp.com', 'whatsapp.com'],
    path: /^\/(?:send|channel\/|catalog\/|message\/|qr\/|\d|[A-Za-z\d]{20,})/,
  },
  // Telegram docs, deep links
  { service: 'telegram', name: 'Telegram', hosts: ['t.me', 'telegram.me'] },
  // Signal
  { service: 'signal', name: 'Signal', hosts: ['signal.me', 'signal.group'] },
  // Meta docs, m.me links
  { service: 'messenger', name: 'Messenger', hosts: ['m.me'] },
  // Viber docs
  { service: 'viber', name: 'Viber', hosts: ['vb.me', 'invite.viber.com'] },
  // LINE docs, URL scheme
  { service: 'line', name: 'LINE', hosts: ['lin.ee'] },
  // LINE docs, URL scheme
  { service: 'line', name: 'LINE', hosts: ['line.me'], siteOnly: true, path: /^\/(?:R|S|ti)\// },
  // Kakao docs
  { service: 'kakaotalk', name: 'KakaoTalk', hosts: ['open.kakao.com', 'pf.kakao.com'] },
  // Discord docs
  {
    service: 'discord',
    name: 'Discord',
    hosts: ['discord.com'],
    siteOnly: true,
    path: /^\/(?:invite|channels|events)\//,
  },
  // Discord docs
  {
    service: 'discord',
    name: 'Discord',
    hosts: ['discord.gg'],
  },
  // Slack docs, deep linking
  { service: 'slack', name: 'Slack', hosts: ['app.slack.com'] },
  // Zoom docs, join links
  {
    service: 'zoom',
    name: 'Zoom',
    hosts: ['zoom.us', 'zoomgov.com'],
    path: /^\/(?:j|w|s|my|wc|webinar\/register|meeting\/register)\//,
  },
  // Microsoft Teams docs, deep links
  {
    service: 'teams',
    name: 'Microsoft Teams',
    hosts: ['teams.microsoft.com', 'teams.live.com'],
    path: /^\/(?:l|meet|v2)\b/,
  },
  // Google Meet
  { service: 'google-meet', name: 'Google Meet', hosts: ['meet.google.com'] },
  // Webex join links
  {
    service: 'webex',
    name: 'Webex',
    hosts: ['webex.com'],
    path: /^\/(?:meet|join|[\w-]+\/j\.php|wbxmjs\/)/,
  },
  // video and music
  // known from use
  {
    service: 'youtube',
    name: 'YouTube',
    hosts: ['youtube.com'],
    siteOnly: true,
    path: /^\/(?:watch\?|(?:shorts|live|post|hashtag|channel|c|user)\/|playlist\?|@)/,
  },
  // known from use
  {
    service: 'youtube',
    name: 'YouTube',
    hosts: ['youtu.be'],
  },
  // Spotify docs, linking content
  {
    service: 'spotify',
    name: 'Spotify',
    hosts: ['open.spotify.com', 'spotify.link'],
  },
  // Apple Marketing Tools
  { service: 'apple-music', name: 'Apple Music', hosts: ['music.apple.com'] },
  // Apple Marketing Tools
  { service: 'apple-podcasts', name: 'Apple Podcasts', hosts: ['podcasts.apple.com'] },
  // known from use
  {
    service: 'deezer',
    name: 'Deezer',
    hosts: ['link.deezer.com', 'deezer.com'],
    siteOnly: true,
    path: /\/(?:track|album|playlist|artist|s)\//,
  },
  // SoundCloud share links
  {
    service: 'soundcloud',
    name: 'SoundCloud',
    hosts: ['on.soundcloud.com'],
  },
  // known from use
  {
    service: 'twitch',
    name: 'Twitch',
    hosts: ['twitch.tv'],
    siteOnly: true,
    path: /^\/(?!(?:p|jobs|about|downloads|turbo|prime|store|directory)(?:\/|$))./,
  },
  // known from use
  {
    service: 'netflix',
    name: 'Netflix',
    hosts: ['netflix.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?(?:title|watch)\//,
  },
  // networks
  // known from use
  {
    service: 'instagram',
    name: 'Instagram',
    hosts: ['instagram.com', 'instagr.am', 'ig.me'],
    siteOnly: true,
    path: /^\/(?!(?:legal|about|developer|accounts)(?:\/|$))./,
  },
  // known from use
  {
    service: 'facebook',
    name: 'Facebook',
    hosts: ['facebook.com', 'fb.com', 'fb.me', 'fb.watch'],
    siteOnly: true,
    path: /^\/(?!l\.php|sharer|share\.php|(?:dialog|plugins|legal|policies|privacy|help|business|ads|careers|login|settings)(?:[/?.]|$))./,
  },
  // known from use
  {
    service: 'tiktok',
    name: 'TikTok',
    hosts: ['tiktok.com', 'vm.tiktok.com', 'vt.tiktok.com'],
    siteOnly: true,
    path: /^\/(?:@|t\/|video\/|v\/|tag\/|music\/|[A-Za-z\d]{8,}\/?$)/,
  },
  // known from use
  {
    service: 'x',
    name: 'X',
    hosts: ['x.com', 'twitter.com'],
    siteOnly: true,
    path: /^\/(?!(?:about|download|intent|jobs|login|privacy|search|settings|share|signup)\b)(?:\w{4,15}\/?$|\w{1,15}\/status\/\d|i\/)/,
  },
  // known from use
  {
    service: 'threads',
    name: 'Threads',
    hosts: ['threads.net', 'threads.com'],
    siteOnly: true,
    path: /^\/@/,
  },
  // known from use
  {
    service: 'linkedin',
    name: 'LinkedIn',
    hosts: ['linkedin.com'],
    siteOnly: true,
    path: /^\/(?:in|company|school|showcase|posts|feed|jobs|groups|events|pulse|newsletters|learning)\//,
  },
  // known from use
  {
    service: 'pinterest',
    name: 'Pinterest',
    hosts: ['pinterest.com', 'pin.it'],
    siteOnly: true,
    path: /^\/(?!pin\/create|policy|_\/|business\/|login|settings)./,
  },
  // known from use
  {
    service: 'snapchat',
    name: 'Snapchat',
    hosts: ['snapchat.com'],
    siteOnly: true,
    path: /^\/(?:add|t|p|spotlight|discover|unlock)\//,
  },
  // known from use
  {
    service: 'reddit',
    name: 'Reddit',
    hosts: ['reddit.com'],
    siteOnly: true,
    path: /^\/(?:r|u|user)\//,
  },
  // known from use
  {
    service: 'reddit',
    name: 'Reddit',
    hosts: ['redd.it'],
  },
  // maps, shopping, travel, money
  // Google Maps URLs docs
  {
    service: 'google-maps',
    name: 'Google Maps',
    hosts: ['maps.app.goo.gl', 'maps.google.com'],
  },
  // Google Maps URLs docs
  {
    service: 'google-maps',
    name: 'Google Maps',
    hosts: ['google.com', 'goo.gl'],
    siteOnly: true,
    path: /^\/maps\b/,
  },
  // Apple Map Links
  { service: 'apple-maps', name: 'Apple Maps', hosts: ['maps.apple.com', 'maps.apple'] },
  // Waze docs, deep links
  { service: 'waze', name: 'Waze', hosts: ['waze.com'], siteOnly: true, path: /^\/ul\b/ },
  // known from use
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
    siteOnly: true,
    path: /^\/(?:dp\/|gp\/product\/|[^/]+\/dp\/|stores\/|shop\/|hz\/wishlist)/,
  },
  // Amazon share links
  { service: 'amazon', name: 'Amazon', hosts: ['amzn.to', 'amzn.eu', 'a.co'] },
  // Uber docs, universal deep links
  { service: 'uber', name: 'Uber', hosts: ['m.uber.com'], path: /^\/ul\b/ },
  // PayPal
  { service: 'paypal-me', name: 'PayPal.Me', hosts: ['paypal.me'] },
  // Venmo
  { service: 'venmo', name: 'Venmo', hosts: ['venmo.com'], siteOnly: true, path: /^\/(?:u|code)\b/ },
  // Apple Wallet orders and passes
  {
    service: 'apple-wallet',
    name: 'Apple Wallet',
    hosts: ['wallet.apple.com'],
  },
  // Google Wallet docs, Save links
  {
    service: 'google-wallet',
    name: 'Google Wallet',
    hosts: ['pay.google.com'],
    path: /^\/gp\/v\/save/,
  },
];
