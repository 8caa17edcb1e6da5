/**
 * A service whose links open an app by themselves. Above each stands its source: what the service documents, the code of its
 * app where that is public, or, where it publishes neither, the association file of its host. Those files were not read for
 * this table; what stands in them today is what the server asks. Links of the company that has the app, known from use to
 * open it, are listed; pages about it, such as help and terms, are not.
 *
 * The extension carries this table. Shorter notations, down to one text that is cut into lines, were measured: they take 0.4
 * to 0.6 kB of 3.5 off after compression, which is not worth learning one.
 */
export interface AppService {
  /** Short name as it stands in the class `known:<service>`. */
  readonly service: string;
  /** For people. */
  readonly name: string;
  /** It makes links that open its customers' apps, not one of its own. */
  readonly opens?: 'own-app';
  /** Host names; a name also stands for every name below it. */
  readonly hosts: readonly string[];
  /** Only the names themselves and `www.` or `m.` before them: others below them are pages about the service. */
  readonly siteOnly?: true;
  /** Which links open the app, matched against path and query; without it all with a path. */
  readonly path?: RegExp;
}

/** The names of one site in several countries. */
const sites = (name: string, endings: string): readonly string[] =>
  endings.split(' ').map((ending) => `${name}.${ending}`);

export const appServices: readonly AppService[] = [
  // services that make links into their customers' apps; on a customer's own domain they cannot be told from other links
  // https://help.branch.io/developer-hub/ios-universal-links, and for /e/ https://help.branch.io/marketer-hub/ios-web-only-link-opens-app
  {
    service: 'branch',
    name: 'Branch',
    opens: 'own-app',
    hosts: ['app.link', 'test-app.link', 'bnc.lt'],
    path: /^\/(?!e\/)./,
  },
  // https://dev.appsflyer.com/docs/dl_ios_init_setup
  { service: 'onelink', name: 'AppsFlyer OneLink', opens: 'own-app', hosts: ['onelink.me'] },
  // https://help.adjust.com/en/article/set-up-short-branded-links-in-campaign-lab
  { service: 'adjust', name: 'Adjust', opens: 'own-app', hosts: ['adj.st', 'go.link'] },
  // https://support.kochava.com/ (SmartLinks)
  { service: 'kochava', name: 'Kochava', opens: 'own-app', hosts: ['smart.link'] },
  // https://support.singular.net/hc/en-us/articles/36288141843739-Brand-Singular-links-with-your-domain
  { service: 'singular', name: 'Singular', opens: 'own-app', hosts: ['sng.link'] },
  // https://help.airbridge.io/en/deeplink-guides/understanding-tracking-link
  { service: 'airbridge', name: 'Airbridge', opens: 'own-app', hosts: ['abr.ge'] },
  // https://yandex.com/support/direct/en/impression-criteria/universal-links
  { service: 'appmetrica', name: 'AppMetrica', opens: 'own-app', hosts: ['redirect.appmetrica.yandex.com'] },
  // https://developer.huawei.com/consumer/en/agconnect/App-linking/
  { service: 'huawei-app-linking', name: 'App Linking', opens: 'own-app', hosts: ['agconnect.link'] },
  // https://docs.chottulink.com/
  { service: 'chottulink', name: 'ChottuLink', opens: 'own-app', hosts: ['chottu.link'] },
  // stores
  // https://developer.apple.com/app-store/marketing/guidelines/
  { service: 'app-store', name: 'App Store', hosts: ['apps.apple.com', 'itunes.apple.com', 'appsto.re'] },
  // https://developer.apple.com/testflight/
  { service: 'testflight', name: 'TestFlight', hosts: ['testflight.apple.com'], path: /^\/join\// },
  // https://developer.android.com/distribute/marketing-tools/linking-to-google-play
  { service: 'google-play', name: 'Google Play', hosts: ['play.google.com'], path: /^\/(?:store\/|apps\/|redeem)/ },
  // https://developer.huawei.com/consumer/en/agconnect/
  { service: 'huawei-appgallery', name: 'AppGallery', hosts: ['appgallery.huawei.com', 'appgallery.cloud.huawei.com'] },
  // https://developer.samsung.com/galaxy-store
  { service: 'galaxy-store', name: 'Galaxy Store', hosts: ['galaxystore.samsung.com', 'galaxy.store'] },
  // messengers and meetings
  // https://faq.whatsapp.com/5913398998672934
  {
    service: 'whatsapp',
    name: 'WhatsApp',
    hosts: ['wa.me', 'chat.whatsapp.com', 'api.whatsapp.com', 'whatsapp.com'],
    path: /^\/(?:send|channel\/|catalog\/|message\/|qr\/|\d|[A-Za-z\d]{20,})/,
  },
  // https://core.telegram.org/api/links; at brand.t.me, the name is in the host
  { service: 'telegram', name: 'Telegram', hosts: ['t.me', 'telegram.me', 'telegram.dog'], path: /^\// },
  // https://github.com/signalapp/Signal-Android (AndroidManifest.xml); what is linked to stands behind the #
  { service: 'signal', name: 'Signal', hosts: sites('signal', 'me group link tube'), path: /^\// },
  // https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links
  { service: 'messenger', name: 'Messenger', hosts: ['m.me'] },
  // https://developers.viber.com/docs/tools/deep-links/
  { service: 'viber', name: 'Viber', hosts: ['vb.me', 'invite.viber.com'] },
  // https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/
  { service: 'line', name: 'LINE', hosts: ['lin.ee', 'liff.line.me'] },
  // https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/
  { service: 'line', name: 'LINE', hosts: ['line.me'], siteOnly: true, path: /^\/(?:R|S|ti)\// },
  // https://open.kakao.com/.well-known/apple-app-site-association
  { service: 'kakaotalk', name: 'KakaoTalk', hosts: ['open.kakao.com', 'pf.kakao.com'] },
  // https://discord.com/.well-known/apple-app-site-association
  {
    service: 'discord',
    name: 'Discord',
    hosts: ['discord.com'],
    siteOnly: true,
    path: /^\/(?:invite|channels|events)\//,
  },
  // https://discord.com/.well-known/apple-app-site-association
  { service: 'discord', name: 'Discord', hosts: ['discord.gg'] },
  // https://api.slack.com/docs/deep-linking
  { service: 'slack', name: 'Slack', hosts: ['slack.com'], path: /^\/(?:app_redirect|archives|client)\b/ },
  // https://zoom.us/.well-known/apple-app-site-association
  {
    service: 'zoom',
    name: 'Zoom',
    hosts: ['zoom.us', 'zoomgov.com'],
    path: /^\/(?:j|w|s|my|wc|webinar\/register|meeting\/register)\//,
  },
  // https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-links
  {
    service: 'teams',
    name: 'Microsoft Teams',
    hosts: ['teams.microsoft.com', 'teams.live.com'],
    path: /^\/(?:l|meet|v2)\b/,
  },
  // https://meet.google.com/.well-known/apple-app-site-association
  { service: 'google-meet', name: 'Google Meet', hosts: ['meet.google.com'] },
  // https://www.webex.com/.well-known/apple-app-site-association
  { service: 'webex', name: 'Webex', hosts: ['webex.com'], path: /^\/(?:meet|join|[\w-]+\/j\.php|wbxmjs\/)/ },
  // video, music, reading
  // https://www.youtube.com/.well-known/apple-app-site-association
  {
    service: 'youtube',
    name: 'YouTube',
    hosts: ['youtube.com'],
    siteOnly: true,
    path: /^\/(?:watch\?|(?:shorts|live|post|hashtag|channel|c|user)\/|playlist\?|@)/,
  },
  // https://www.youtube.com/.well-known/apple-app-site-association
  { service: 'youtube', name: 'YouTube', hosts: ['youtu.be'] },
  // https://music.youtube.com/.well-known/apple-app-site-association
  { service: 'youtube-music', name: 'YouTube Music', hosts: ['music.youtube.com'] },
  // https://vimeo.com/.well-known/apple-app-site-association
  { service: 'vimeo', name: 'Vimeo', hosts: ['vimeo.com'], siteOnly: true, path: /^\/\d/ },
  // https://developer.spotify.com/documentation/ios/tutorials/content-linking
  { service: 'spotify', name: 'Spotify', hosts: ['open.spotify.com', 'spotify.link'] },
  // https://toolbox.marketingtools.apple.com/
  { service: 'apple-music', name: 'Apple Music', hosts: ['music.apple.com'] },
  // https://toolbox.marketingtools.apple.com/
  { service: 'apple-podcasts', name: 'Apple Podcasts', hosts: ['podcasts.apple.com'] },
  // https://toolbox.marketingtools.apple.com/
  { service: 'apple-books', name: 'Apple Books', hosts: ['books.apple.com'] },
  // https://toolbox.marketingtools.apple.com/
  { service: 'apple-tv', name: 'Apple TV', hosts: ['tv.apple.com'] },
  // https://developer.apple.com/news-publisher/
  { service: 'apple-news', name: 'Apple News', hosts: ['apple.news'] },
  // https://music.amazon.com/.well-known/apple-app-site-association
  {
    service: 'amazon-music',
    name: 'Amazon Music',
    hosts: sites('music.amazon', 'com de co.uk fr it es co.jp ca in com.br'),
  },
  // https://www.deezer.com/.well-known/apple-app-site-association
  {
    service: 'deezer',
    name: 'Deezer',
    hosts: ['link.deezer.com', 'deezer.com'],
    siteOnly: true,
    path: /\/(?:track|album|playlist|artist|s)\//,
  },
  // https://tidal.com/.well-known/apple-app-site-association
  {
    service: 'tidal',
    name: 'TIDAL',
    hosts: ['tidal.com', 'listen.tidal.com', 'tidal.link'],
    siteOnly: true,
    path: /\/(?:track|album|playlist|artist|video|mix)\//,
  },
  // https://soundcloud.com/.well-known/apple-app-site-association
  { service: 'soundcloud', name: 'SoundCloud', hosts: ['on.soundcloud.com'] },
  // https://www.shazam.com/.well-known/apple-app-site-association
  {
    service: 'shazam',
    name: 'Shazam',
    hosts: ['shazam.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?(?:song|track|artist)\//,
  },
  // https://www.audible.com/.well-known/apple-app-site-association
  {
    service: 'audible',
    name: 'Audible',
    hosts: sites('audible', 'com de co.uk fr it es ca com.au'),
    siteOnly: true,
    path: /^\/pd\//,
  },
  // https://www.twitch.tv/.well-known/apple-app-site-association
  {
    service: 'twitch',
    name: 'Twitch',
    hosts: ['twitch.tv'],
    siteOnly: true,
    path: /^\/(?!(?:p|jobs|about|downloads|turbo|prime|store|directory)(?:\/|$))./,
  },
  // https://www.netflix.com/.well-known/apple-app-site-association
  {
    service: 'netflix',
    name: 'Netflix',
    hosts: ['netflix.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?(?:title|watch)\//,
  },
  // https://app.primevideo.com/.well-known/apple-app-site-association
  {
    service: 'prime-video',
    name: 'Prime Video',
    hosts: ['primevideo.com', 'app.primevideo.com'],
    siteOnly: true,
    path: /\/detail\b/,
  },
  // https://www.disneyplus.com/.well-known/apple-app-site-association
  {
    service: 'disney-plus',
    name: 'Disney+',
    hosts: ['disneyplus.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?(?:movies|series|play|video|browse\/entity)/,
  },
  // https://www.hulu.com/.well-known/apple-app-site-association
  { service: 'hulu', name: 'Hulu', hosts: ['hulu.com'], siteOnly: true, path: /^\/(?:series|movie|watch)\// },
  // https://www.imdb.com/.well-known/apple-app-site-association
  { service: 'imdb', name: 'IMDb', hosts: ['imdb.com'], siteOnly: true, path: /^\/(?:title|name)\// },
  // https://www.goodreads.com/.well-known/apple-app-site-association
  { service: 'goodreads', name: 'Goodreads', hosts: ['goodreads.com'], siteOnly: true, path: /^\/book\/show\// },
  // https://www.bilibili.com/.well-known/apple-app-site-association
  { service: 'bilibili', name: 'Bilibili', hosts: ['bilibili.com'], siteOnly: true, path: /^\/video\// },
  // https://b23.tv/.well-known/apple-app-site-association
  { service: 'bilibili', name: 'Bilibili', hosts: ['b23.tv'] },
  // networks
  // https://www.instagram.com/.well-known/apple-app-site-association, and for ig.me
  // https://developers.facebook.com/docs/messenger-platform/instagram/features/ig-me-links
  {
    service: 'instagram',
    name: 'Instagram',
    hosts: ['instagram.com', 'instagr.am', 'ig.me'],
    siteOnly: true,
    path: /^\/(?!(?:legal|about|developer|accounts)(?:\/|$))./,
  },
  // https://www.facebook.com/.well-known/apple-app-site-association
  {
    service: 'facebook',
    name: 'Facebook',
    hosts: ['facebook.com', 'fb.com', 'fb.me', 'fb.watch'],
    siteOnly: true,
    path: /^\/(?!l\.php|sharer|share\.php|(?:dialog|plugins|legal|policies|privacy|help|business|ads|careers|login|settings)(?:[/?.]|$))./,
  },
  // https://www.tiktok.com/.well-known/apple-app-site-association
  {
    service: 'tiktok',
    name: 'TikTok',
    hosts: ['tiktok.com', 'vm.tiktok.com', 'vt.tiktok.com'],
    siteOnly: true,
    path: /^\/(?:@|t\/|video\/|v\/|tag\/|music\/|[A-Za-z\d]{8,}\/?$)/,
  },
  // https://x.com/.well-known/apple-app-site-association, and for /intent/
  // https://docs.x.com/x-for-websites/web-intents/overview
  {
    service: 'x',
    name: 'X',
    hosts: ['x.com', 'twitter.com'],
    siteOnly: true,
    path: /^\/(?!(?:about|download|jobs|login|privacy|search|settings|share|signup)\b)(?:\w{4,15}\/?$|\w{1,15}\/status\/\d|i\/|intent\/)/,
  },
  // https://www.threads.com/.well-known/apple-app-site-association
  { service: 'threads', name: 'Threads', hosts: ['threads.net', 'threads.com'], siteOnly: true, path: /^\/@/ },
  // https://github.com/bluesky-social/social-app (bskyweb/static/.well-known)
  { service: 'bluesky', name: 'Bluesky', hosts: ['bsky.app'], siteOnly: true },
  // https://www.linkedin.com/.well-known/apple-app-site-association
  {
    service: 'linkedin',
    name: 'LinkedIn',
    hosts: ['linkedin.com'],
    siteOnly: true,
    path: /^\/(?:in|company|school|showcase|posts|feed|jobs|groups|events|pulse|newsletters|learning)\//,
  },
  // https://www.pinterest.com/.well-known/apple-app-site-association
  {
    service: 'pinterest',
    name: 'Pinterest',
    hosts: ['pinterest.com', 'pin.it'],
    siteOnly: true,
    path: /^\/(?!pin\/create|policy|_\/|business\/|login|settings)./,
  },
  // https://www.snapchat.com/.well-known/apple-app-site-association
  {
    service: 'snapchat',
    name: 'Snapchat',
    hosts: ['snapchat.com'],
    siteOnly: true,
    path: /^\/(?:add|t|p|spotlight|discover|unlock)\//,
  },
  // https://www.reddit.com/.well-known/apple-app-site-association
  { service: 'reddit', name: 'Reddit', hosts: ['reddit.com'], siteOnly: true, path: /^\/(?:r|u|user)\// },
  // https://www.reddit.com/.well-known/apple-app-site-association
  { service: 'reddit', name: 'Reddit', hosts: ['redd.it'] },
  // https://medium.com/.well-known/apple-app-site-association
  {
    service: 'medium',
    name: 'Medium',
    hosts: ['medium.com'],
    siteOnly: true,
    path: /^\/(?:@|p\/|[\w-]+\/[\w-]+-[\da-f]{8,}$)/,
  },
  // https://open.substack.com/.well-known/apple-app-site-association
  { service: 'substack', name: 'Substack', hosts: ['open.substack.com'] },
  // https://www.meetup.com/.well-known/apple-app-site-association
  { service: 'meetup', name: 'Meetup', hosts: ['meetup.com'], siteOnly: true, path: /^\/[^/]+\/events\/|^\/e\// },
  // https://www.eventbrite.com/.well-known/apple-app-site-association
  {
    service: 'eventbrite',
    name: 'Eventbrite',
    hosts: sites('eventbrite', 'com de co.uk fr it es nl ca com.au'),
    siteOnly: true,
    path: /^\/e\//,
  },
  // https://www.strava.com/.well-known/apple-app-site-association
  {
    service: 'strava',
    name: 'Strava',
    hosts: ['strava.com'],
    siteOnly: true,
    path: /^\/(?:activities|athletes|clubs|segments|routes|challenges)\//,
  },
  // https://v.douyin.com/.well-known/apple-app-site-association
  { service: 'douyin', name: 'Douyin', hosts: ['v.douyin.com'] },
  // https://www.xiaohongshu.com/.well-known/apple-app-site-association
  { service: 'xiaohongshu', name: 'RedNote', hosts: ['xhslink.com'] },
  // https://www.roblox.com/.well-known/apple-app-site-association
  { service: 'roblox', name: 'Roblox', hosts: ['roblox.com'], siteOnly: true, path: /^\/(?:[a-z]{2}\/)?games\// },
  // maps and documents
  // https://developers.google.com/maps/documentation/urls/get-started
  { service: 'google-maps', name: 'Google Maps', hosts: ['maps.app.goo.gl', 'maps.google.com'] },
  // https://developers.google.com/maps/documentation/urls/get-started
  { service: 'google-maps', name: 'Google Maps', hosts: ['google.com', 'goo.gl'], siteOnly: true, path: /^\/maps\b/ },
  // https://developer.apple.com/documentation/mapkit/unified-map-urls
  { service: 'apple-maps', name: 'Apple Maps', hosts: ['maps.apple.com', 'maps.apple'] },
  // https://developers.google.com/waze/deeplinks
  { service: 'waze', name: 'Waze', hosts: ['waze.com'], siteOnly: true, path: /^\/ul\b/ },
  // https://photos.google.com/.well-known/apple-app-site-association
  {
    service: 'google-photos',
    name: 'Google Photos',
    hosts: ['photos.app.goo.gl', 'photos.google.com'],
    path: /^\/(?:share|album|[A-Za-z\d]{15,}$)/,
  },
  // https://drive.google.com/.well-known/apple-app-site-association
  {
    service: 'google-drive',
    name: 'Google Drive',
    hosts: ['drive.google.com'],
    path: /^\/(?:file|drive|open|folderview)\b/,
  },
  // https://docs.google.com/.well-known/apple-app-site-association
  {
    service: 'google-docs',
    name: 'Google Docs',
    hosts: ['docs.google.com'],
    path: /^\/(?:document|spreadsheets|presentation)\//,
  },
  // https://www.dropbox.com/.well-known/apple-app-site-association
  { service: 'dropbox', name: 'Dropbox', hosts: ['dropbox.com'], siteOnly: true, path: /^\/(?:s|sh|scl)\// },
  // https://www.figma.com/.well-known/apple-app-site-association
  {
    service: 'figma',
    name: 'Figma',
    hosts: ['figma.com'],
    siteOnly: true,
    path: /^\/(?:file|design|proto|board|slides)\//,
  },
  // https://trello.com/.well-known/apple-app-site-association
  { service: 'trello', name: 'Trello', hosts: ['trello.com'], siteOnly: true, path: /^\/[bc]\// },
  // shopping
  // https://www.amazon.com/.well-known/apple-app-site-association
  {
    service: 'amazon',
    name: 'Amazon',
    hosts: sites('amazon', 'com de co.uk fr it es nl pl se com.be co.jp ca in com.br com.mx com.au'),
    siteOnly: true,
    path: /^\/(?:dp\/|gp\/product\/|[^/]+\/dp\/|stores\/|shop\/|hz\/wishlist)/,
  },
  // https://www.amazon.com/.well-known/apple-app-site-association
  { service: 'amazon', name: 'Amazon', hosts: ['amzn.to', 'amzn.eu', 'a.co'] },
  // https://www.ebay.com/.well-known/apple-app-site-association
  {
    service: 'ebay',
    name: 'eBay',
    hosts: sites('ebay', 'com de co.uk fr it es nl pl ch at ca com.au'),
    siteOnly: true,
    path: /^\/(?:itm|p|str|usr)\//,
  },
  // https://ebay.us/.well-known/apple-app-site-association
  { service: 'ebay', name: 'eBay', hosts: ['ebay.us'] },
  // https://www.etsy.com/.well-known/apple-app-site-association
  {
    service: 'etsy',
    name: 'Etsy',
    hosts: ['etsy.com'],
    siteOnly: true,
    path: /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:listing|shop)\//,
  },
  // https://www.walmart.com/.well-known/apple-app-site-association
  { service: 'walmart', name: 'Walmart', hosts: ['walmart.com'], siteOnly: true, path: /^\/ip\// },
  // https://www.target.com/.well-known/apple-app-site-association
  { service: 'target', name: 'Target', hosts: ['target.com'], siteOnly: true, path: /^\/p\// },
  // https://www.zalando.de/.well-known/apple-app-site-association
  {
    service: 'zalando',
    name: 'Zalando',
    hosts: sites('zalando', 'de at ch nl fr it es pl be se co.uk'),
    siteOnly: true,
    path: /^\/[\w-]+-[\da-z]{9}-[a-z]\d\d\.html/,
  },
  // https://www.aliexpress.com/.well-known/apple-app-site-association
  {
    service: 'aliexpress',
    name: 'AliExpress',
    hosts: ['aliexpress.com', 'a.aliexpress.com'],
    siteOnly: true,
    path: /^\/(?:item\/|_)/,
  },
  // https://www.temu.com/.well-known/apple-app-site-association
  {
    service: 'temu',
    name: 'Temu',
    hosts: ['temu.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?[\w-]+-g-\d+\.html/,
  },
  // https://www.temu.com/.well-known/apple-app-site-association
  { service: 'temu', name: 'Temu', hosts: ['share.temu.com'] },
  // travel, rides, food
  // https://www.airbnb.com/.well-known/apple-app-site-association
  {
    service: 'airbnb',
    name: 'Airbnb',
    hosts: sites('airbnb', 'com de co.uk fr it es nl pl ch at ca com.au co.in com.br'),
    siteOnly: true,
    path: /^\/(?:rooms|experiences|users\/show|h|p|s|wishlists|luxury)\//,
  },
  // https://abnb.me/.well-known/apple-app-site-association
  { service: 'airbnb', name: 'Airbnb', hosts: ['abnb.me'] },
  // https://www.booking.com/.well-known/apple-app-site-association
  {
    service: 'booking',
    name: 'Booking.com',
    hosts: ['booking.com'],
    siteOnly: true,
    path: /^\/(?:hotel\/|searchresults|Share-|city\/|country\/)/,
  },
  // https://www.expedia.com/.well-known/apple-app-site-association
  {
    service: 'expedia',
    name: 'Expedia',
    hosts: sites('expedia', 'com de co.uk fr it es nl ca com.au'),
    siteOnly: true,
    path: /^\/(?:[^/]+-Hotels?-[^/]+|Hotel-Search|trips|h\d+\.Hotel-Information)/i,
  },
  // https://www.tripadvisor.com/.well-known/apple-app-site-association
  {
    service: 'tripadvisor',
    name: 'Tripadvisor',
    hosts: sites('tripadvisor', 'com de co.uk fr it es nl ca com.au at ch'),
    siteOnly: true,
    path: /^\/(?:Hotel|Restaurant|Attraction|ShowUserReviews|Tourism)\w*-/,
  },
  // https://developer.uber.com/docs/riders/ride-requests/tutorials/deep-links/introduction
  { service: 'uber', name: 'Uber', hosts: ['m.uber.com'], path: /^\/ul\b/ },
  // https://www.ubereats.com/.well-known/apple-app-site-association
  {
    service: 'uber-eats',
    name: 'Uber Eats',
    hosts: ['ubereats.com'],
    siteOnly: true,
    path: /^\/(?:[a-z-]{2,5}\/)?store\//,
  },
  // https://www.lyft.com/.well-known/apple-app-site-association
  { service: 'lyft', name: 'Lyft', hosts: ['ride.lyft.com', 'lyft.com'], siteOnly: true, path: /^\/ride(?:r|s)?\b/ },
  // https://www.doordash.com/.well-known/apple-app-site-association
  { service: 'doordash', name: 'DoorDash', hosts: ['doordash.com'], siteOnly: true, path: /^\/store\// },
  // https://www.instacart.com/.well-known/apple-app-site-association
  {
    service: 'instacart',
    name: 'Instacart',
    hosts: ['instacart.com'],
    siteOnly: true,
    path: /^\/(?:store|products)\//,
  },
  // https://deliveroo.co.uk/.well-known/apple-app-site-association
  {
    service: 'deliveroo',
    name: 'Deliveroo',
    hosts: sites('deliveroo', 'co.uk fr it be ie ae'),
    siteOnly: true,
    path: /^\/(?:[a-z]{2}\/)?menu\//i,
  },
  // https://www.yelp.com/.well-known/apple-app-site-association
  { service: 'yelp', name: 'Yelp', hosts: ['yelp.com'], siteOnly: true, path: /^\/biz\// },
  // https://www.opentable.com/.well-known/apple-app-site-association
  {
    service: 'opentable',
    name: 'OpenTable',
    hosts: sites('opentable', 'com de co.uk es it nl ca com.au'),
    siteOnly: true,
    path: /^\/(?:r\/|restref|restaurant\/)/,
  },
  // money
  // https://www.paypal.com/.well-known/apple-app-site-association
  { service: 'paypal', name: 'PayPal', hosts: ['paypal.com'], siteOnly: true, path: /^\/(?:paypalme|qrcodes|pools)\// },
  // https://www.paypal.me/.well-known/apple-app-site-association
  { service: 'paypal-me', name: 'PayPal.Me', hosts: ['paypal.me'] },
  // https://venmo.com/.well-known/apple-app-site-association
  { service: 'venmo', name: 'Venmo', hosts: ['venmo.com'], siteOnly: true, path: /^\/(?:u|code)\b/ },
  // https://revolut.me/.well-known/apple-app-site-association
  { service: 'revolut', name: 'Revolut', hosts: ['revolut.me'] },
  // https://wise.com/.well-known/apple-app-site-association
  { service: 'wise', name: 'Wise', hosts: ['wise.com'], siteOnly: true, path: /^\/pay\// },
  // https://developer.apple.com/documentation/walletpasses
  { service: 'apple-wallet', name: 'Apple Wallet', hosts: ['wallet.apple.com'] },
  // https://developers.google.com/wallet/generic/web
  { service: 'google-wallet', name: 'Google Wallet', hosts: ['pay.google.com'], path: /^\/gp\/v\/save/ },
];
