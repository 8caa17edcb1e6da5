/**
 * Schemes that mail clients open themselves and keep in a mail, each with its definition.
 * Any other scheme belongs to an app: it is left alone too, with a word about clients that remove it.
 */
export const usefulSchemes: ReadonlySet<string> = new Set([
  // RFC 6068
  'mailto',
  // RFC 3966
  'tel',
  // RFC 5724
  'sms',
  // Android common intents, older form of sms
  'smsto',
  // Android common intents, older form of sms
  'mms',
  // Android common intents, older form of sms
  'mmsto',
  // older form of tel, still written by some editors
  'callto',
  // RFC 2806, replaced by tel
  'fax',
  // RFC 3261
  'sip',
  // RFC 3261
  'sips',
  // RFC 5122
  'xmpp',
  // RFC 3860
  'im',
  // RFC 5870
  'geo',
  // IANA URI schemes, provisional: calendar subscription
  'webcal',
  // webcal over TLS, accepted by Apple Calendar
  'webcals',
  // Apple URL Scheme Reference
  'facetime',
  // Apple URL Scheme Reference
  'facetime-audio',
  // RFC 2392: another message
  'mid',
  // RFC 2392: a part of this message
  'cid',
  // RFC 1738
  'ftp',
  // ftp over TLS
  'ftps',
  // RFC 5538
  'news',
  // IANA URI schemes, provisional
  'irc',
  // IANA URI schemes, provisional
  'ircs',
]);

/** Schemes that run code, embed content or reach into the reader's machine or browser, each with the reason. */
export const dangerousSchemes: ReadonlySet<string> = new Set([
  // HTML Standard: runs script
  'javascript',
  // first name of javascript in Netscape 2
  'livescript',
  // earlier name of javascript in Netscape 2
  'mocha',
  // Internet Explorer and old Outlook: runs script
  'vbscript',
  // RFC 2397: the link is the content
  'data',
  // RFC 8089: the reader’s own disk or a file server
  'file',
  // W3C File API: content made by a page
  'blob',
  // File API, Chromium: content made by a page
  'filesystem',
  // Chromium and Firefox: wraps another address
  'view-source',
  // RFC 6694: pages of the browser
  'about',
  // Firefox: wraps another address
  'jar',
  // Firefox, Safari: wraps another address
  'feed',
  // Firefox: cached documents
  'wyciwyg',
  // Chromium and Firefox: pages of the browser
  'chrome',
  // Chromium: files of an extension
  'chrome-extension',
  // Chromium: pages of the browser
  'chrome-search',
  // Chromium: pages of the browser
  'chrome-untrusted',
  // Chromium: pages of the browser
  'chrome-error',
  // Chromium: developer tools
  'devtools',
  // Microsoft Edge: pages of the browser
  'edge',
  // Brave: pages of the browser
  'brave',
  // Opera: pages of the browser
  'opera',
  // Vivaldi: pages of the browser
  'vivaldi',
  // Firefox: files of an extension
  'moz-extension',
  // Firefox: icons of local files
  'moz-icon',
  // Firefox: pictures of visited pages
  'moz-page-thumb',
  // Firefox: icons of visited pages
  'page-icon',
  // Firefox: files of the browser
  'resource',
  // Safari: files of an extension
  'safari-extension',
  // Safari: files of an extension
  'safari-web-extension',
  // Edge Legacy: files of an extension
  'ms-browser-extension',
  // Windows: resources inside programs
  'res',
  // Windows: compiled help, runs script
  'ms-its',
  // Windows: compiled help, runs script
  'mk',
  // Windows: compiled help, runs script
  'its',
  // Internet Explorer: wraps another address
  'mhtml',
  // Windows Help Center, CVE-2010-1885
  'hcp',
  // Windows support tool, CVE-2022-30190
  'ms-msdt',
  // Windows Search: opens remote folders
  'search-ms',
  // Windows Office launcher: runs programs
  'ms-officecmd',
  // Windows App Installer, CVE-2021-43890
  'ms-appinstaller',
  // Windows set-up pages
  'ms-cxh',
  // Windows and Samba: a file server, which learns the reader’s name
  'smb',
  // Windows Search, older form
  'search',
  // Windows: opens system folders
  'shell',
]);
