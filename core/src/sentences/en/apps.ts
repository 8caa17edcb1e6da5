import type { AppRefusalSentences, PublishedSentences } from '../types.ts';

const whereAppleSaysTeam = 'It is in the membership details at developer.apple.com/account.';
const keytool = 'keytool -list -v -keystore <file>';
const example = '14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5';

export const appRefusalsEn: AppRefusalSentences = {
  'team-id': {
    title: 'Not a team ID',
    explanation:
      '[[“{value}” is no team ID. ]]A team ID has ten characters, capital letters and digits, such as ABCDE12345.',
    advice: `Ask the app team for it. ${whereAppleSaysTeam} Of an old app, enter its App ID prefix.`,
  },
  'bundle-id': {
    title: 'Not a bundle ID',
    explanation:
      '[[“{value}” is no bundle ID. ]]A bundle ID has two or more parts of letters, digits and hyphens with dots between them, such as com.brand.shop, and names one app, without an asterisk.',
    advice: 'Ask the app team for it. It is in the settings of the target in Xcode, and in App Store Connect.',
  },
  'team-in-bundle-id': {
    title: 'The team ID is in both fields',
    explanation: '“{value}” begins with the team ID, which is entered by itself.',
    advice: 'Enter the bundle ID without the team ID and the dot behind it.',
  },
  'package-name': {
    title: 'Not a package name',
    explanation:
      '[[“{value}” is no package name. ]]A package name has two or more parts with dots between them, each a letter followed by letters, digits or underscores, such as com.brand.shop.',
    advice:
      'Ask the app team for the applicationId in build.gradle. It is also in the address of the app on Google Play.',
  },
  'no-fingerprint': {
    title: 'No fingerprint entered',
    explanation: 'Android compares the certificate an app is signed with, so at least one fingerprint is needed.',
    advice:
      'Ask the app team for the SHA-256 fingerprint. With Play App Signing it is in the Play Console under App signing, otherwise keytool prints it.',
  },
  fingerprint: {
    title: 'Not a SHA-256 fingerprint',
    explanation:
      '“{value}” is no SHA-256 fingerprint: that has 64 hexadecimal digits, in pairs with colons or without.',
    advice: `Copy it whole from the Play Console, or paste all that this prints: ${keytool}`,
  },
  'sha-1-fingerprint': {
    title: 'This is a SHA-1 fingerprint',
    explanation: '“{value}” has 40 hexadecimal digits, which is SHA-1. Android compares SHA-256, which has 64.',
    advice: `Copy the one named SHA256 or SHA-256, such as ${example}. With openssl it takes -sha256: openssl x509 -in <file> -noout -fingerprint -sha256`,
  },
  'too-many-fingerprints': {
    title: 'Too many fingerprints',
    explanation: 'An app can have {value} fingerprints here, and more were entered.',
    advice: 'Enter those of the certificates that released versions are signed with.',
  },
};

const passOn =
  'Whatever answers for {host} in front of this server, such as a proxy or CDN, has to pass this address on to it.';
const lookAgain =
  'If the apps were changed within the last hour, a cache may still have the file from before: look again later.';

export const publishedEn: PublishedSentences = {
  'as-served': {
    title: 'As served',
    explanation: '{url} answers with the file that this server serves.',
    advice: 'Nothing is to be done here.',
  },
  none: {
    title: 'No file, as intended',
    explanation: '{host} has no app of this system, and there is no file at {url}.',
    advice: 'Add an app, and the file will be there.',
  },
  missing: {
    title: 'The file is not there',
    explanation: 'This server serves a file, but {url} answers that there is none.',
    advice: passOn,
  },
  unexpected: {
    title: 'A file that is not from here',
    explanation: '{url} answers with a file, and this server serves none there: {host} has no app of this system.',
    advice: `${lookAgain} Otherwise something in front of this server answers with a file of its own.`,
  },
  'other-content': {
    title: 'Another file',
    explanation: '{url} answers with something else than the file that this server serves.',
    advice: `${lookAgain} ${passOn}`,
  },
  'content-type': {
    title: 'Not served as JSON',
    explanation: 'The file at {url} is right, but[[ it is sent as {contentType}, and]] phones expect application/json.',
    advice: 'Have whatever stands in front of this server leave the header Content-Type as it is.',
  },
  redirect: {
    title: 'Leads elsewhere',
    explanation: '{url} leads to another address, which phones do not follow: to them there is no file.',
    advice: 'Take this address out of the redirects of whatever stands in front of this server.',
  },
  certificate: {
    title: 'No valid certificate',
    explanation: 'Phones do not get the file at {url}: {why}.',
    advice: 'Check the domain: its diagnosis says what is wrong with HTTPS, and who can repair it.',
  },
  'not-seen': {
    title: 'Not seen',
    explanation: '{url} could not be looked at from here: {why}. So nothing is known of what phones get.',
    advice: 'Look again later. If it stays so, check the domain, and open the address in a browser.',
  },
  'cdn-as-served': {
    title: 'Apple has this file',
    explanation: 'Apple’s servers, from which iPhones get it, have the file of {host} as it is served now.',
    advice: 'iPhones that have the app already ask again about once a week.',
  },
  'cdn-none': {
    title: 'Apple has no file, as intended',
    explanation: '{host} has no app for iOS, and Apple’s servers have no file of it.',
    advice: 'Add an app. Apple’s servers ask for the file within a day once an app that declares {host} is installed.',
  },
  'cdn-missing': {
    title: 'Apple has no file yet',
    explanation: 'Apple’s servers, from which iPhones get it, have no file of {host}: links do not open the app.',
    advice:
      'Wait for a day: Apple’s servers ask for it once an app that declares {host} is installed. If it stays so, look whether a firewall keeps Apple’s servers out.',
  },
  'cdn-other': {
    title: 'Apple has another file',
    explanation: 'Apple’s servers, from which iPhones get it, have another file of {host} than is served now.',
    advice:
      'Wait for a day or two: Apple’s servers ask again within a day, and iPhones that have the app about once a week.',
  },
  'cdn-not-seen': {
    title: 'Apple was not asked',
    explanation: 'Apple’s servers could not be asked from here: {why}. What they have is not known.',
    advice: 'Open {url} in a browser to see what they have.',
  },
  'no-public-name': {
    title: 'No public name',
    explanation: '{host} is a name on this machine only, so no phone can get its files, and nobody looked.',
    advice:
      'The files are as shown here. To try them with a phone, add a host name under your own domain on a server that can be reached from the internet.',
  },
  'not-verified': {
    title: 'Nothing is served yet',
    explanation:
      'Nobody has proven yet that {host} is yours, so this server serves no file there, and nobody looked from outside.',
    advice: 'Create the DNS record of the domain. The files are served once it is verified for the first time.',
  },
  'takes-days': {
    title: 'Changes take days to reach phones',
    explanation:
      'Apple’s servers ask for the file within a day. Phones that have the app ask them about once a week; Android looks when the app is installed or updated, and from Android 15 on from time to time.',
    advice: 'Send links that open the app a week after the files and the app that declares {host} are out.',
  },
};
