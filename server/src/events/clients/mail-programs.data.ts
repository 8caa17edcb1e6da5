/**
 * How mail programs begin that do not call themselves Mozilla when they fetch images, so that a list of crawlers takes them
 * for a script. Sources: Outlook for Android as Microsoft 365's audit log names it; the others from the mail programs of
 * https://github.com/matomo-org/device-detector (regexes/client/pim.yml, 2026) and ua-parser's tests (YahooMobileMail).
 */
export const mailPrograms: readonly string[] = [
  'Airmail',
  'Android-Gmail',
  'BlueMail',
  'Foxmail',
  'MailMaster',
  'Mailbird',
  'Mailspring',
  'NaverMailApp',
  'Outlook-Android',
  'Postbox',
  'YahooMobileMail',
  'eM Client',
  'jp.co.yahoo.ymail',
];
