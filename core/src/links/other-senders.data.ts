/**
 * A click link of another sender: its own host together with its path, or a path no other system writes.
 * The comments say where a shape is known from; “samples” are links in public documentation, issues and mail archives,
 * which show a shape but not that a sender writes no other.
 */
export interface ClickLinkShape {
  readonly sender: string;
  /** Host names; a name also stands for every name below it. Without hosts the path alone must be unmistakable. */
  readonly hosts?: readonly string[];
  /** How its hosts are named by custom, where the path alone could be a shop's. */
  readonly hostName?: RegExp;
  /** Matched against path and query. */
  readonly path: RegExp;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const clickLinkShapes: readonly ClickLinkShape[] = [
  // samples; Twilio SendGrid docs, click tracking and universal links
  {
    sender: 'SendGrid',
    path: /^\/(?:uni\/)?(?:ls\/click|wf\/click)\?upn=/,
  },
  // samples; links of branded hosts
  {
    sender: 'SendGrid',
    path: /^\/(?:uni\/)?ss\/c\/(?:u001\.)?[\w-]{20,}/,
  },
  // samples: compressed payload under /c/ on email.<domain>; Mailgun docs, tracking messages
  {
    sender: 'Mailgun',
    path: /^\/c\/eJ[\w-]{40,}/,
  },
  // samples; Amazon SES developer guide, custom open and click domains
  {
    sender: 'Amazon SES',
    hosts: ['awstrack.me'],
    path: /^\/(?:L0|CL0|CI0)\//,
  },
  // the same path on a sender’s own host; also services built on SES, such as Resend
  {
    sender: 'Amazon SES',
    path: /^\/C?L0\/https?:(?:%2F|\/){2}/i,
  },
  // samples
  { sender: 'Mailchimp', hosts: ['list-manage.com'], path: /^\/track\/click\?/ },
  // samples
  { sender: 'Mailchimp', hosts: ['mailchi.mp'], path: /^\/track\/click\?/ },
  // samples from mandrillapp.com and custom tracking domains; Mailchimp Transactional docs
  {
    sender: 'Mandrill',
    path: /^\/track\/click\/\d+\/[^?]*\?p=/,
  },
  // samples
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
  },
  // the same path on a sender’s own host
  {
    sender: 'HubSpot',
    path: /^\/(?:e3t\/)?Ctc\/[\w*+.-]{2,12}\/[\w.*-]{4,}\//,
  },
  // samples
  {
    sender: 'Klaviyo',
    hosts: ['klclick.com', 'klclick1.com', 'klclick2.com', 'klclick3.com', 'kmail-lists.com'],
    path: /^\/(?:l|ls\/click)(?:[/?]|$)/,
  },
  // samples: ULID and link number on a sender’s own host
  {
    sender: 'Klaviyo',
    path: /^\/l\/[0-9A-HJKMNP-TV-Z]{26}_\d+/,
  },
  // samples; Postmark docs, link tracking
  {
    sender: 'Postmark',
    hosts: ['pstmrk.it'],
    path: /^\/\d\w{0,2}\//,
  },
  // the same path on a sender’s own host
  {
    sender: 'Postmark',
    path: /^\/[23]s\/[^/]*(?:\.|%2F)[^/]*\/[\w-]{4}\/[\w-]+\/[\w-]+/,
  },
  // samples; SparkPost support pages, tracking domains
  {
    sender: 'SparkPost',
    hosts: ['spgo.io', 'sparkpostmail.com', 'sparkpostmail2.com', 'e.sparkpost.com'],
    path: /^\/(?:f\/a|q|r)\//,
  },
  // the same path on a sender’s own host
  { sender: 'SparkPost', path: /^\/f\/a\/[\w-]{20,}~*\/[\w-]+~*\// },
  // samples; Customer.io docs, tracking links
  {
    sender: 'Customer.io',
    path: /^\/e\/c\/eyJ[\w=-]{20,}\/[\da-f]{32,}/,
  },
  // samples
  { sender: 'Customer.io', hosts: ['customeriomail.com'], path: /^\/(?:e\/c|track)\// },
  // samples; Iterable docs, deep links
  { sender: 'Iterable', path: /^\/[ua]\/(?:.*\/)?click\?_t=/ },
  // samples from *.sendibt2.com, *.sendibt3.com and branded r.<domain>
  {
    sender: 'Brevo',
    path: /^\/(?:tr|mk)\/cl\/(?:f\/)?(?:sh\/)?[\w-]{20,}/,
  },
  // Braze docs: mail leaves through SendGrid or SparkPost, whose shapes cover other hosts
  {
    sender: 'Braze',
    hosts: ['braze.com', 'appboy.com'],
    path: /^\/(?:ls\/click|f\/a)\b/,
  },
  // samples from *.activehosted.com, *.acemlna.com, *.emlnk.com and own hosts
  {
    sender: 'ActiveCampaign',
    path: /^\/lt\.php\?/,
  },
  // samples
  { sender: 'Streak', hosts: ['streaklinks.com'], path: /^\/[\w-]{8,}\// },
  // samples
  { sender: 'Mailtrack', hosts: ['mailtrack.io'], path: /^\/(?:trace\/link|l)\// },
  // samples
  { sender: 'Yesware', hosts: ['t.yesware.com', 't.yesware.io'], path: /^\/tt\// },
  // Postal source: server token and link token behind a track domain, which is a sub-domain for nothing else
  {
    sender: 'Postal',
    hostName: /^(?:track|click|clicks|trk|link|links|psrp|postal|t|c|l)\d*\./,
    path: /^\/[A-Za-z0-9]{6,8}\/(?=[^/]*\d)(?=[^/]*[A-Z])(?=[^/]*[a-z])[A-Za-z0-9]{16}$/,
  },
  // listmonk source, public handlers
  {
    sender: 'listmonk',
    path: new RegExp(`^/link/${uuid}/${uuid}/${uuid}`),
  },
  // Mailtrain source, routes/links
  { sender: 'Mailtrain', path: /^\/links\/[\w-]{7,12}(?:\/[\w-]{7,12}){3}$/ },
  // Mautic source, page redirect route
  { sender: 'Mautic', path: /^\/r\/[\da-f]{20,40}(?:\?|$)/ },
  // Keila source, tracking routes
  { sender: 'Keila', path: /^\/c\/https?%3A%2F%2F/i },
  // samples
  {
    sender: 'Campaign Monitor',
    hosts: Array.from({ length: 20 }, (_, index) => `cmail${index + 1}.com`).concat(
      'createsend.com',
      'createsend1.com',
    ),
    path: /^\/t\/[a-z]-(?![uo]-)[a-z]-/,
  },
  // samples
  {
    sender: 'Constant Contact',
    hosts: ['rs6.net', 'constantcontact.com'],
    path: /^\/(?:tn|on)\.jsp\?/,
  },
  // samples from click.<domain> and cl.*.exct.net
  {
    sender: 'Salesforce Marketing Cloud',
    path: /^\/\?qs=[\da-f]{32,}/,
  },
  // Pardot help, tracked links
  {
    sender: 'Salesforce Account Engagement',
    hosts: ['pardot.com'],
    path: /^\/[le]\//,
  },
  // Marketo docs, default tracking link domains
  {
    sender: 'Marketo',
    hosts: ['mktoweb.com', 'mktomail.com', 'mkt-links.com'],
    path: /^\/./,
  },
  // samples; Eloqua help, redirect links
  { sender: 'Oracle Eloqua', path: /^\/e\/er\?/ },
  // samples
  { sender: 'Oracle Responsys', path: /^\/pub\/cc\?_ri_=/ },
  // samples
  { sender: 'Mailjet', hosts: ['mjt.lu', 'mailjet.com'], path: /^\/lnk\// },
  // samples
  {
    sender: 'MailerLite',
    hosts: ['mlsend.com', 'mlsend2.com', 'mlsend3.com'],
    path: /^\/(?:link\/c|c|link)\//,
  },
  // samples
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
  },
  // samples
  { sender: 'Drip', hosts: ['dripemail2.com', 'dripemail3.com'], path: /^\/c\// },
  // samples
  { sender: 'Sailthru', path: /^\/click\/\d+\.\d+\/[\w-]+\// },
  // samples
  { sender: 'Substack', hosts: ['substack.com'], path: new RegExp(`^/redirect/(?:2/|${uuid})`) },
  // samples
  { sender: 'beehiiv', hosts: ['link.mail.beehiiv.com'], path: /^\/./ },
  // samples
  { sender: 'Mixmax', hosts: ['mixmax.com'], path: /^\/(?:api\/track|c)\// },
  // samples
  { sender: 'Resend', hosts: ['resend-clicks.com'], path: /^\/./ },
  // samples
  { sender: 'Dynamics 365', hosts: ['svc.dynamics.com'], path: /^\/t\/r\// },
];

/** A link that only leads on to another one. */
export interface Intermediary {
  readonly service: string;
  readonly hosts: readonly string[];
  /** Which links of the host lead on; without it all with a path. */
  readonly path?: RegExp;
  /** Where the real address stands: a query parameter, or one of the encodings of a scanner. Without it, only the service knows. */
  readonly target?: { readonly parameter: string } | { readonly form: 'urldefense-2' | 'between-underscores' };
}

export const intermediaries: readonly Intermediary[] = [
  // scanners
  // Microsoft Defender docs, Safe Links
  {
    service: 'Microsoft Safe Links',
    hosts: ['safelinks.protection.outlook.com', 'safelinks.protection.office365.us'],
    target: { parameter: 'url' },
  },
  // Proofpoint URL decoder, version 2
  {
    service: 'Proofpoint URL Defense',
    hosts: ['urldefense.proofpoint.com'],
    path: /^\/v2\//,
    target: { form: 'urldefense-2' },
  },
  // Proofpoint URL decoder, version 3
  {
    service: 'Proofpoint URL Defense',
    hosts: ['urldefense.com', 'urldefense.us'],
    target: { form: 'between-underscores' },
  },
  // samples
  {
    service: 'Barracuda Link Protection',
    hosts: ['linkprotect.cudasvc.com'],
    target: { parameter: 'a' },
  },
  // samples
  {
    service: 'Avanan',
    hosts: ['url.avanan.click', 'avanan.url-protection.com'],
    target: { form: 'between-underscores' },
  },
  // samples: protect-<region>.mimecast.com
  {
    service: 'Mimecast',
    hosts: ['mimecast.com', 'mimecastprotect.com'],
    path: /^\/(?:s|r)\//,
  },
  // samples
  { service: 'Cisco Secure Email', hosts: ['secure-web.cisco.com'] },
  // samples
  {
    service: 'Trellix',
    hosts: ['protect2.fireeye.com', 'protect.fireeye.com'],
    target: { parameter: 'u' },
  },
  // samples
  { service: 'Sophos', hosts: ['protection.sophos.com'] },
  // samples
  {
    service: 'Trend Micro',
    hosts: ['trendmicro.com'],
    path: /^\/wis\/clicktime\//,
    target: { parameter: 'url' },
  },
  // samples
  {
    service: 'Symantec Email Security',
    hosts: ['clicktime.symantec.com'],
    target: { parameter: 'u' },
  },
  // redirects of large sites
  // links copied from Gmail, Docs and search results
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
  },
  // links copied from Facebook
  {
    service: 'Facebook',
    hosts: ['l.facebook.com', 'lm.facebook.com'],
    path: /^\/l\.php\?/,
    target: { parameter: 'u' },
  },
  // links copied from Instagram
  {
    service: 'Instagram',
    hosts: ['l.instagram.com'],
    target: { parameter: 'u' },
  },
  // links copied from LinkedIn
  {
    service: 'LinkedIn',
    hosts: ['linkedin.com'],
    path: /^\/(?:redir\/redirect|safety\/go)\?/,
    target: { parameter: 'url' },
  },
  // links copied from YouTube
  {
    service: 'YouTube',
    hosts: ['youtube.com'],
    path: /^\/redirect\?/,
    target: { parameter: 'q' },
  },
  // links copied from Slack
  { service: 'Slack', hosts: ['slack-redir.net'], target: { parameter: 'url' } },
  // links copied from Reddit
  { service: 'Reddit', hosts: ['out.reddit.com'], target: { parameter: 'url' } },
  // links copied from search results
  {
    service: 'DuckDuckGo',
    hosts: ['duckduckgo.com'],
    path: /^\/l\/\?/,
    target: { parameter: 'uddg' },
  },
  // links copied from search results
  { service: 'Bing', hosts: ['bing.com'], path: /^\/ck\/a\?/ },
  // shorteners: the sites’ own pages
  // lnkd.in
  { service: 'LinkedIn', hosts: ['lnkd.in'] },
  // t.co
  { service: 'X', hosts: ['t.co'] },
  // bitly.com
  { service: 'Bitly', hosts: ['bit.ly', 'bitly.com', 'j.mp'] },
  // tinyurl.com
  { service: 'TinyURL', hosts: ['tinyurl.com', 'tiny.one', 'rotf.lol'] },
  // rebrandly.com
  { service: 'Rebrandly', hosts: ['rebrand.ly', 'rb.gy'] },
  // hootsuite.com
  { service: 'Hootsuite', hosts: ['ow.ly', 'ht.ly'] },
  // buffer.com
  { service: 'Buffer', hosts: ['buff.ly'] },
  // dub.co
  { service: 'Dub', hosts: ['dub.sh'] },
  // kutt.to
  { service: 'Kutt', hosts: ['kutt.it', 'kutt.to'] },
  // sniply.io
  { service: 'Sniply', hosts: ['snip.ly'] },
  // Google URL Shortener, switched off for most links in 2025
  {
    service: 'goo.gl',
    hosts: ['goo.gl'],
    path: /^\/(?!maps\/)./,
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
  ].map((host) => ({ service: host, hosts: [host] })),
];
