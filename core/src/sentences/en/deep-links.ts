import type { AssociationTexts, DeepLinkSentences } from '../types.ts';

const nothing = 'Nothing to do.';
const breaks = 'Behind a tracked link the browser would open instead.';
const noOthers =
  'Leave the link as it is, or add parameters instead of tracking it. To track it and keep the app, have your app team list the app for your tracking domain.';

export const deepLinksEn: DeepLinkSentences = {
  'no-web-address': {
    title: 'The link is no web address',
    explanation: 'Only web addresses can open an app and the browser alike. This one is not tracked.',
    advice: nothing,
  },
  'no-file': {
    title: 'The link opens no app',
    explanation: 'Its website names no app, so the link opens in the browser, tracked or not.',
    advice: nothing,
  },
  'no-rule': {
    title: 'The link opens no app',
    explanation: 'Its website names apps, but none of their rules is about this address.',
    advice: nothing,
  },
  excluded: {
    title: 'The link stays in the browser',
    explanation: 'The rule {rule} of the app {app} keeps this address out of the app.',
    advice: nothing,
  },
  'custom-scheme': {
    title: 'The link opens an app directly',
    explanation: 'Gmail and other mail programs remove such links, and a tracked link cannot lead to them.',
    advice: 'Use the https:// link that the app’s makers offer for the same place.',
  },
  'deep-link-service': {
    title: 'The link opens your app (via {service})',
    explanation: `On phones that have your app, {service} opens it at the right place. ${breaks}`,
    advice: 'Leave the link as it is. Clicks on it are counted by {service}.',
  },
  'public-app': {
    title: 'The link opens the {service} app',
    explanation: `On phones that have the {service} app, this link opens it. ${breaks}`,
    advice: 'Leave the link as it is, unless counting clicks matters more than opening the app.',
  },
  rule: {
    title: 'The link opens an app, but would not when tracked',
    explanation: `{rule} of the app {app} matches. ${breaks}`,
    advice: noOthers,
  },
  'not-confirmed': {
    title: 'The app may not open tracked links yet',
    explanation:
      '{rule} of the app {app} matches. Your tracking domain lists the app, but nobody has confirmed that a released version of it opens links of this domain.',
    advice: 'Ask your app team for the version that does, and enter it with its date.',
  },
  confirmed: {
    title: 'The link opens the app, tracked too',
    explanation:
      'The app {app} opens this link. It opens links of your tracking domain as well, since version {version}, as its team confirmed on {date}.',
    advice: nothing,
  },
  'not-asked': {
    title: 'Not asked yet',
    explanation: 'The link’s website was not asked yet whether an app opens it.',
    advice: 'Check the link, or leave it as it is if it has to open an app.',
  },
  'file-failed': {
    title: 'Nobody knows whether an app opens this link',
    explanation: 'Its website could not be asked: {why}.',
    advice: 'Check it again later. Leave the link as it is if it has to open an app.',
  },
  'file-invalid': {
    title: 'The website’s file about its apps cannot be read',
    explanation:
      'Phones cannot read it either, or each in its own way, so nobody can say whether an app opens this link.',
    advice: 'Show your app team what is wrong with the file. Leave the link as it is if it has to open an app.',
  },
  undocumented: {
    title: 'Nobody can say whether an app opens this link',
    explanation: 'It depends on the app {app}[[ and its rule {rule}]]: {why}.',
    advice: 'Try it on a phone. Leave the link as it is if it has to open an app.',
  },
  'merge-tags': {
    title: 'Whether an app opens this link depends on its merge tags',
    explanation:
      'Whether [[the rule {rule} of ]]the app {app} matches depends on what the merge tags stand for, and that is only known when the mail is sent.',
    advice: 'Try it on a phone with real values. Leave the link as it is if it has to open an app.',
  },
  'android-claims': {
    title: 'An Android app may open this link',
    explanation: 'The app {app} opens links of this website. Which of them is written in the app, not on the website.',
    advice: 'Ask your app team or try it on a phone. Leave the link as it is if it has to open the app.',
  },
  'android-claims-listed': {
    title: 'An Android app may open this link',
    explanation:
      'The app {app} opens links of this website; which of them is written in the app. Your tracking domain lists it, and its team has not confirmed yet which version opens links of this domain.',
    advice: 'Ask your app team for the version that does, and enter it with its date: then the link is kept.',
  },
};

export const associationsEn: AssociationTexts = {
  answers: {
    opens: '`{rule}` of the app {app} matches',
    excluded: '`{rule}` of the app {app} keeps the link in the browser',
    'no-rule': 'no rule of the app {app} matches',
    claims: 'the app {app} opens links of this website, which ones is written in the app',
    unknown: '[[`{rule}` of ]]the app {app} may match: {why}',
  },
  reasons: {
    'unusual-host': 'apps open links to a name at the usual port only, and this address has none',
    'private-address': 'its name leads to an address that is not public',
    unreachable: 'it cannot be reached',
    tls: 'no secure connection to it can be made',
    certificate: 'its certificate is not valid',
    redirect: 'the file leads to another address, which phones do not follow',
    status: 'it answered with an error',
    'too-large': 'the file is larger than 128 kB',
    'too-slow': 'it took too long to answer',
    broken: 'its answer broke off or made no sense',
    'percent-encoding': 'how encoded characters such as %20 are compared is documented nowhere',
    'letter-case': 'how capitals outside of A to Z are compared is documented nowhere',
    slash: 'whether a slash at the beginning or the end counts is documented nowhere',
    'code-list': 'which regions and languages Apple means is documented nowhere',
    variable: 'the rule has a variable that is not defined, or not as documented',
    'query-name': 'how the names of parameters are compared is documented nowhere',
    'absent-parameter': 'what a rule says about a parameter that is missing is documented nowhere',
    'broken-rule': 'the rule is not written as documented',
    'no-rules': 'the app has no rules, and what that means is documented nowhere',
    'merge-tag': 'what its merge tags stand for is only known when the mail is sent',
    'too-complex': 'the rules are too complicated to be followed',
  },
  findings: {
    'content-type': 'The file has to be served as application/json[[, not as {value}]].',
    'not-utf8': 'The file is not written in UTF-8.',
    'include-failed': 'The file that is included could not be fetched, so its statements do not count[[: {value}]].',
    'include-too-deep': 'Files include each other more than ten times, or in a circle[[: {value}]].',
    'not-json': 'The file is not valid JSON.',
    'wrong-type': '`{place}` has to be {type}.',
    'unknown-key': '`{value}` in `{place}` is unknown and is ignored; perhaps it is misspelled.',
    'no-applinks': 'The file has no `applinks`, so no app opens links.',
    'no-details': '`applinks` has no `details`, so no app opens links.',
    'details-not-a-list': '`{place}` has to be a list. Only old versions of iOS documented anything else.',
    'apps-not-empty': '`{place}` has to be an empty list; the apps belong into `details`.',
    'no-app-id': '`{place}` names no app in `appIDs`, so it is ignored.',
    'bad-app-id': '`{value}` in `{place}` is no app ID: ten letters and digits of the team, a dot, the bundle ID.',
    'two-app-keys': '`{place}` has both `appID` and `appIDs`; write all apps into `appIDs`.',
    'no-rules': '`{place}` has no `components`, so nobody can say which links its apps open.',
    'paths-ignored': '`{place}` has `components`, so that its `paths` count for iOS 12 and earlier only.',
    'unknown-variable': 'The variable `{value}` is used and not defined.',
    'open-variable': 'A variable in `{value}` has no end: it is written `$(name)`.',
    'bad-variable': '`{place}` cannot be used: values are text without other variables, names hold no `$`, `(` or `)`.',
    'predefined-variable': '`{place}` has a name that Apple has defined itself.',
    'empty-list': 'The list is empty, so no app opens links.',
    'no-relation': '`{place}` has no `relation`, so it is ignored.',
    'bad-relation': '`{place}` holds something that is no relation[[: `{value}`]].',
    'no-target': '`{place}` has no `target`, so it is ignored.',
    'unknown-namespace': '`{place}` has an unknown `namespace`[[: `{value}`]].',
    'bad-package': '`{place}` needs a `package_name` such as com.example.app[[ instead of `{value}`]].',
    'no-fingerprint': '`{place}` needs `sha256_cert_fingerprints`, or no app is recognised.',
    'bad-fingerprint':
      '`{place}` has a fingerprint that is not 32 pairs of digits and capitals A to F with colons[[: `{value}`]].',
    'include-not-alone': '`{place}` has `include` beside a statement; each needs an entry of its own.',
    'include-not-https': '`{place}` has to be an https:// address[[ instead of `{value}`]].',
  },
  types: { object: 'an object', array: 'a list', string: 'text', boolean: 'true or false' },
};
