import type { AppRefusalSentences } from '../types.ts';

const whereAppleSaysTeam = 'It is in the membership details at developer.apple.com/account.';
const keytool = 'keytool -list -v -keystore <file>';

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
      '[[“{value}” is no bundle ID. ]]A bundle ID consists of letters, digits and hyphens with dots between them, such as com.brand.shop, and names one app, without an asterisk.',
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
    advice: `Copy it whole from the Play Console, or from what this prints: ${keytool}`,
  },
  'sha-1-fingerprint': {
    title: 'This is a SHA-1 fingerprint',
    explanation: '“{value}” has 40 hexadecimal digits, which is SHA-1. Android compares SHA-256, which has 64.',
    advice: 'Copy the line below it, which begins with SHA256 or SHA-256.',
  },
  'too-many-fingerprints': {
    title: 'Too many fingerprints',
    explanation: 'An app can have {value} fingerprints here, and more were entered.',
    advice: 'Enter those of the certificates that released versions are signed with.',
  },
};
