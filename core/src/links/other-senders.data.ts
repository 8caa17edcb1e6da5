/** A click link of another sender: its own host together with its path, or a path no other system writes. */
export interface ClickLinkShape {
  readonly sender: string;
  /** Host names; a name also stands for every name below it. Without hosts the path alone must be unmistakable. */
  readonly hosts?: readonly string[];
  /** Matched against path and query. */
  readonly path: RegExp;
  /** Where the shape was seen. */
  readonly source: string;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const clickLinkShapes: readonly ClickLinkShape[] = [
  {
    sender: 'SendGrid',
    path: /^\/(?:uni\/)?(?:ls\/click|wf\/click)\?upn=/,
    source: 'sent mail; Twilio SendGrid docs, click tracking and universal links',
  },
  {
    sender: 'SendGrid',
    path: /^\/(?:uni\/)?ss\/c\/(?:u001\.)?[\w-]{20,}/,
    source: 'sent mail; links of branded hosts',
  },
  {
    sender: 'Mailgun',
    path: /^\/c\/eJ[\w-]{40,}/,
    source: 'sent mail: compressed payload under /c/ on email.<domain>; Mailgun docs, tracking messages',
  },
  {
    sender: 'Amazon SES',
    hosts: ['awstrack.me'],
    path: /^\/(?:L0|CL0|CI0)\//,
    source: 'sent mail; Amazon SES developer guide, custom open and click domains',
  },
  {
    sender: 'Amazon SES',
    path: /^\/C?L0\/https?:(?:%2F|\/){2}/i,
    source: 'the same path on a sender’s own host; also services built on SES, such as Resend',
  },
  { sender: 'Mailchimp', hosts: ['list-manage.com'], path: /^\/track\/click\?/, source: 'sent mail' },
  { sender: 'Mailchimp', hosts: ['mailchi.mp'], path: /^\/track\/click\?/, source: 'sent mail' },
  {
    sender: 'Mandrill',
    path: /^\/track\/click\/\d+\/[^?]*\?p=/,
    source: 'sent mail from mandrillapp.com and custom tracking domains; Mailchimp Transactional docs',
  },
  {
    sender: 'HubSpot',
    hosts: [
      'hubspotlinks.com',
      'hubspotlinksfree.com',
      'hubspotlinksstarter.com',
      'hs-sales-engage.com',
      'hubspotemail.net',
    ],
    path: /^\/(?:e3t\/)?(?:C|B)tc\//i,
    source: 'sent mail',
  },
  {
    sender: 'HubSpot',
    path: /^\/(?:e3t\/)?Ctc\/[\w*+.-]{2,12}\/[\w.*-]{4,}\//,
    source: 'the same path on a sender’s own host',
  },
  {
    sender: 'Klaviyo',
    hosts: ['klclick.com', 'klclick1.com', 'klclick2.com', 'klclick3.com', 'kmail-lists.com'],
    path: /^\/(?:l|ls\/click)(?:[/?]|$)/,
    source: 'sent mail',
  },
  {
    sender: 'Klaviyo',
    path: /^\/l\/[0-9A-HJKMNP-TV-Z]{26}_\d+/,
    source: 'sent mail: ULID and link number on a sender’s own host',
  },
  {
    sender: 'Postmark',
    hosts: ['pstmrk.it'],
    path: /^\/\d\w{0,2}\//,
    source: 'sent mail; Postmark docs, link tracking',
  },
  {
    sender: 'Postmark',
    path: /^\/[23]s\/[^/]*(?:\.|%2F)[^/]*\/[\w-]{4}\/[\w-]+\/[\w-]+/,
    source: 'the same path on a sender’s own host',
  },
  {
    sender: 'SparkPost',
    hosts: ['spgo.io', 'sparkpostmail.com', 'sparkpostmail2.com', 'e.sparkpost.com'],
    path: /^\/(?:f\/a|q|r)\//,
    source: 'sent mail; SparkPost support pages, tracking domains',
  },
  { sender: 'SparkPost', path: /^\/f\/a\/[\w-]{20,}~*\/[\w-]+~*\//, source: 'the same path on a sender’s own host' },
  {
    sender: 'Customer.io',
    path: /^\/e\/c\/eyJ[\w=-]{20,}\/[\da-f]{32,}/,
    source: 'sent mail; Customer.io docs, tracking links',
  },
  { sender: 'Customer.io', hosts: ['customeriomail.com'], path: /^\/(?:e\/c|track)\//, source: 'sent mail' },
  { sender: 'Iterable', path: /^\/[ua]\/(?:.*\/)?click\?_t=/, source: 'sent mail; Iterable docs, deep links' },
  {
    sender: 'Brevo',
    path: /^\/(?:tr|mk)\/cl\/(?:f\/)?[\w-]{20,}/,
    source: 'sent mail from *.sendibt2.com, *.sendibt3.com and branded r.<domain>',
  },
  {
    sender: 'Braze',
    hosts: ['braze.com', 'appboy.com'],
    path: /^\/(?:ls\/click|f\/a)\b/,
    source: 'Braze docs: mail leaves through SendGrid or SparkPost, whose shapes cover other hosts',
  },
  {
    sender: 'ActiveCampaign',
    path: /^\/lt\.php\?/,
    source: 'sent mail from *.activehosted.com, *.acemlna.com, *.emlnk.com and own hosts',
  },
  { sender: 'Streak', hosts: ['streaklinks.com'], path: /^\/[\w-]{8,}\//, source: 'sent mail' },
  { sender: 'Mailtrack', hosts: ['mailtrack.io'], path: /^\/(?:trace\/link|l)\//, source: 'sent mail' },
  {
    sender: 'Mailsuite',
    hosts: ['mailsuite.com', 'mltrk.io'],
    path: /^\/(?:trace\/link|l|link)\//,
    source: 'successor of Mailtrack',
  },
  { sender: 'Yesware', hosts: ['t.yesware.com', 't.yesware.io'], path: /^\/tt\//, source: 'sent mail' },
  {
    sender: 'Postal',
    path: /^\/[A-Za-z0-9]{6,8}\/(?=[^/]*\d)(?=[^/]*[A-Z])[A-Za-z0-9]{16}$/,
    source: 'Postal source: server token and link token behind a track domain',
  },
  {
    sender: 'listmonk',
    path: new RegExp(`^/link/${uuid}/${uuid}/${uuid}`),
    source: 'listmonk source, public handlers',
  },
  { sender: 'Mailtrain', path: /^\/links\/[\w-]{7,12}(?:\/[\w-]{7,12}){3}$/, source: 'Mailtrain source, routes/links' },
  { sender: 'Mautic', path: /^\/r\/[\da-f]{20,40}(?:\?|$)/, source: 'Mautic source, page redirect route' },
  { sender: 'Keila', path: /^\/c\/https?%3A%2F%2F/i, source: 'Keila source, tracking routes' },
  {
    sender: 'Campaign Monitor',
    hosts: Array.from({ length: 20 }, (_, index) => `cmail${index + 1}.com`).concat(
      'createsend.com',
      'createsend1.com',
    ),
    path: /^\/t\/[\w-]+-l-/,
    source: 'sent mail',
  },
  {
    sender: 'Constant Contact',
    hosts: ['rs6.net', 'constantcontact.com'],
    path: /^\/(?:tn|on)\.jsp\?/,
    source: 'sent mail',
  },
  {
    sender: 'Salesforce Marketing Cloud',
    path: /^\/\?qs=[\da-f]{32,}/,
    source: 'sent mail from click.<domain> and cl.*.exct.net',
  },
  {
    sender: 'Salesforce Account Engagement',
    hosts: ['pardot.com'],
    path: /^\/[le]\//,
    source: 'Pardot help, tracked links',
  },
  {
    sender: 'Marketo',
    hosts: ['mktoweb.com', 'mktomail.com', 'mkt-links.com'],
    path: /^\/./,
    source: 'Marketo docs, default tracking link domains',
  },
  { sender: 'Oracle Eloqua', path: /^\/e\/er\?/, source: 'sent mail; Eloqua help, redirect links' },
  { sender: 'Oracle Responsys', path: /^\/pub\/cc\?_ri_=/, source: 'sent mail' },
  { sender: 'Mailjet', hosts: ['mjt.lu', 'mailjet.com'], path: /^\/lnk\//, source: 'sent mail' },
  {
    sender: 'MailerLite',
    hosts: ['mlsend.com', 'mlsend2.com', 'mlsend3.com'],
    path: /^\/(?:link\/c|c|link)\//,
    source: 'sent mail',
  },
  {
    sender: 'Kit',
    hosts: [
      'convertkit-mail.com',
      'convertkit-mail2.com',
      'convertkit-mail3.com',
      'convertkit-mail4.com',
      'kit-mail3.com',
      'kit-mail6.com',
    ],
    path: /^\/[\w-]+\/[\w-]+\//,
    source: 'sent mail',
  },
  { sender: 'Drip', hosts: ['dripemail2.com', 'dripemail3.com'], path: /^\/c\//, source: 'sent mail' },
  { sender: 'Omnisend', hosts: ['omnisendlink.com', 'soundestlink.com'], path: /^\/./, source: 'sent mail' },
  { sender: 'Sailthru', path: /^\/click\/\d+\.\d+\/[\w-]+\//, source: 'sent mail' },
  { sender: 'Substack', hosts: ['substack.com'], path: new RegExp(`^/redirect/(?:2/|${uuid})`), source: 'sent mail' },
  { sender: 'beehiiv', hosts: ['link.mail.beehiiv.com'], path: /^\/./, source: 'sent mail' },
  { sender: 'Mixmax', hosts: ['mixmax.com'], path: /^\/(?:api\/track|c)\//, source: 'sent mail' },
  { sender: 'Resend', hosts: ['resend-clicks.com', 'resend-links.com'], path: /^\/./, source: 'sent mail' },
  { sender: 'Dynamics 365', hosts: ['svc.dynamics.com'], path: /^\/t\/r\//, source: 'sent mail' },
];

/** A link that only leads on to another one. */
export interface Intermediary {
  readonly service: string;
  readonly hosts: readonly string[];
  /** Which links of the host lead on; without it all with a path. */
  readonly path?: RegExp;
  /** Where the real address stands: a query parameter, or one of the encodings of a scanner. Without it, only the service knows. */
  readonly target?: { readonly parameter: string } | { readonly form: 'urldefense-2' | 'between-underscores' };
  readonly source: string;
}

export const intermediaries: readonly Intermediary[] = [
  // scanners
  {
    service: 'Microsoft Safe Links',
    hosts: ['safelinks.protection.outlook.com', 'safelinks.protection.office365.us'],
    target: { parameter: 'url' },
    source: 'Microsoft Defender docs, Safe Links',
  },
  {
    service: 'Proofpoint URL Defense',
    hosts: ['urldefense.proofpoint.com'],
    path: /^\/v2\//,
    target: { form: 'urldefense-2' },
    source: 'Proofpoint URL decoder, version 2',
  },
  {
    service: 'Proofpoint URL Defense',
    hosts: ['urldefense.com', 'urldefense.us'],
    target: { form: 'between-underscores' },
    source: 'Proofpoint URL decoder, version 3',
  },
  {
    service: 'Barracuda Link Protection',
    hosts: ['linkprotect.cudasvc.com'],
    target: { parameter: 'a' },
    source: 'received mail',
  },
  {
    service: 'Avanan',
    hosts: ['url.avanan.click', 'avanan.url-protection.com'],
    target: { form: 'between-underscores' },
    source: 'received mail',
  },
  {
    service: 'Mimecast',
    hosts: ['mimecast.com', 'mimecastprotect.com'],
    path: /^\/(?:s|r)\//,
    source: 'received mail: protect-<region>.mimecast.com',
  },
  { service: 'Cisco Secure Email', hosts: ['secure-web.cisco.com'], source: 'received mail' },
  {
    service: 'Trellix',
    hosts: ['protect2.fireeye.com', 'protect.fireeye.com'],
    target: { parameter: 'u' },
    source: 'received mail',
  },
  { service: 'Sophos', hosts: ['protection.sophos.com'], source: 'received mail' },
  {
    service: 'Trend Micro',
    hosts: ['trendmicro.com'],
    path: /^\/wis\/clicktime\//,
    target: { parameter: 'url' },
    source: 'received mail',
  },
  {
    service: 'Symantec Email Security',
    hosts: ['clicktime.symantec.com'],
    target: { parameter: 'u' },
    source: 'received mail',
  },
  // redirects of large sites
  {
    service: 'Google',
    hosts: [
      'google.com',
      'google.de',
      'google.fr',
      'google.es',
      'google.it',
      'google.nl',
      'google.pl',
      'google.ch',
      'google.at',
      'google.ca',
      'google.co.uk',
      'google.com.au',
      'google.com.br',
      'google.co.in',
      'google.co.jp',
    ],
    path: /^\/url\?/,
    target: { parameter: 'q|url' },
    source: 'links copied from Gmail, Docs and search results',
  },
  {
    service: 'Facebook',
    hosts: ['l.facebook.com', 'lm.facebook.com'],
    path: /^\/l\.php\?/,
    target: { parameter: 'u' },
    source: 'links copied from Facebook',
  },
  {
    service: 'Instagram',
    hosts: ['l.instagram.com'],
    target: { parameter: 'u' },
    source: 'links copied from Instagram',
  },
  {
    service: 'LinkedIn',
    hosts: ['linkedin.com'],
    path: /^\/(?:redir\/redirect|safety\/go)\?/,
    target: { parameter: 'url' },
    source: 'links copied from LinkedIn',
  },
  {
    service: 'YouTube',
    hosts: ['youtube.com'],
    path: /^\/redirect\?/,
    target: { parameter: 'q' },
    source: 'links copied from YouTube',
  },
  { service: 'Slack', hosts: ['slack-redir.net'], target: { parameter: 'url' }, source: 'links copied from Slack' },
  { service: 'Reddit', hosts: ['out.reddit.com'], target: { parameter: 'url' }, source: 'links copied from Reddit' },
  {
    service: 'DuckDuckGo',
    hosts: ['duckduckgo.com'],
    path: /^\/l\/\?/,
    target: { parameter: 'uddg' },
    source: 'links copied from search results',
  },
  { service: 'Bing', hosts: ['bing.com'], path: /^\/ck\/a\?/, source: 'links copied from search results' },
  // shorteners: the sites’ own pages
  { service: 'LinkedIn', hosts: ['lnkd.in'], source: 'lnkd.in' },
  { service: 'X', hosts: ['t.co'], source: 't.co' },
  { service: 'Bitly', hosts: ['bit.ly', 'bitly.com', 'j.mp'], source: 'bitly.com' },
  { service: 'TinyURL', hosts: ['tinyurl.com', 'tiny.one', 'rotf.lol'], source: 'tinyurl.com' },
  { service: 'Rebrandly', hosts: ['rebrand.ly', 'rb.gy'], source: 'rebrandly.com' },
  { service: 'Hootsuite', hosts: ['ow.ly', 'ht.ly'], source: 'hootsuite.com' },
  { service: 'Buffer', hosts: ['buff.ly'], source: 'buffer.com' },
  { service: 'Dub', hosts: ['dub.sh'], source: 'dub.co' },
  { service: 'Kutt', hosts: ['kutt.it', 'kutt.to'], source: 'kutt.to' },
  { service: 'Sniply', hosts: ['snip.ly'], source: 'sniply.io' },
  {
    service: 'goo.gl',
    hosts: ['goo.gl'],
    path: /^\/(?!maps\/)/,
    source: 'Google URL Shortener, switched off for most links in 2025',
  },
  ...[
    'is.gd',
    'v.gd',
    'cutt.ly',
    't.ly',
    'tiny.cc',
    'shorturl.at',
    'bl.ink',
    'short.gy',
    's.id',
    'soo.gd',
    'clck.ru',
    'dlvr.it',
    't2m.io',
  ].map((host) => ({ service: host, hosts: [host], source: host })),
];
