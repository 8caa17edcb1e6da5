import type { AssociationTexts, DeepLinkSentences } from '../types.ts';

const nothing = 'Nichts zu tun.';
const breaks = 'Mit Klickzählung ginge stattdessen der Browser auf.';
const noOthers =
  'Lassen Sie den Link, wie er ist, oder ergänzen Sie Parameter, statt Klicks zu zählen. Soll beides gehen, muss Ihr App-Team die App für Ihre Tracking-Domain eintragen lassen.';

export const deepLinksDe: DeepLinkSentences = {
  'no-web-address': {
    title: 'Der Link ist keine Webadresse',
    explanation:
      'Nur Webadressen können sowohl eine App als auch den Browser öffnen. Klicks werden hier nicht gezählt.',
    advice: nothing,
  },
  'no-file': {
    title: 'Der Link öffnet keine App',
    explanation: 'Seine Website nennt keine App; der Link öffnet den Browser, mit und ohne Klickzählung.',
    advice: nothing,
  },
  'no-rule': {
    title: 'Der Link öffnet keine der Apps',
    explanation: 'Seine Website nennt Apps, aber keine ihrer Regeln betrifft diese Adresse.',
    advice: nothing,
  },
  excluded: {
    title: 'Der Link bleibt im Browser',
    explanation: 'Die Regel {rule} der App {app} nimmt diese Adresse aus.',
    advice: nothing,
  },
  'custom-scheme': {
    title: 'Der Link öffnet direkt eine App',
    explanation: 'Gmail und andere Mailprogramme entfernen solche Links, und Klicks lassen sich nicht zählen.',
    advice: 'Verwenden Sie den https://-Link, den der Hersteller der App für dieselbe Stelle anbietet.',
  },
  'deep-link-service': {
    title: 'Der Link öffnet Ihre App (über {service})',
    explanation: `Auf Geräten mit Ihrer App öffnet {service} sie an der richtigen Stelle. ${breaks}`,
    advice: 'Lassen Sie den Link, wie er ist. Klicks zählt {service}.',
  },
  'public-app': {
    title: 'Der Link öffnet die App von {service}',
    explanation: `Auf Geräten mit der App von {service} öffnet der Link diese App. ${breaks}`,
    advice: 'Lassen Sie den Link, wie er ist, außer die Klicks sind Ihnen wichtiger als die App.',
  },
  rule: {
    title: 'Der Link öffnet eine App, mit Klickzählung aber nicht',
    explanation: `{rule} der App {app} passt. ${breaks}`,
    advice: noOthers,
  },
  'not-confirmed': {
    title: 'Die App öffnet gezählte Links vielleicht noch nicht',
    explanation:
      '{rule} der App {app} passt. Ihre Tracking-Domain nennt die App, aber niemand hat bestätigt, dass eine veröffentlichte Version Links dieser Domain öffnet.',
    advice: 'Fragen Sie Ihr App-Team nach dieser Version, und tragen Sie sie mit Datum ein.',
  },
  confirmed: {
    title: 'Der Link öffnet die App, auch mit Klickzählung',
    explanation:
      'Die App {app} öffnet diesen Link. Seit Version {version} öffnet sie auch Links Ihrer Tracking-Domain; das hat ihr Team am {date} bestätigt.',
    advice: nothing,
  },
  'not-asked': {
    title: 'Noch nicht gefragt',
    explanation: 'Die Website des Links wurde noch nicht gefragt, ob eine App ihn öffnet.',
    advice: 'Prüfen Sie den Link, oder lassen Sie ihn, wie er ist, wenn er eine App öffnen muss.',
  },
  'file-failed': {
    title: 'Ob eine App diesen Link öffnet, ist nicht bekannt',
    explanation: 'Seine Website konnte nicht gefragt werden: {why}.',
    advice: 'Prüfen Sie später noch einmal. Lassen Sie den Link, wie er ist, wenn er eine App öffnen muss.',
  },
  'file-invalid': {
    title: 'Die Datei der Website über ihre Apps ist nicht lesbar',
    explanation: 'Auch Telefone lesen sie nicht oder jedes anders; ob eine App den Link öffnet, kann niemand sagen.',
    advice:
      'Zeigen Sie Ihrem App-Team, was an der Datei falsch ist. Lassen Sie den Link, wie er ist, wenn er eine App öffnen muss.',
  },
  undocumented: {
    title: 'Ob eine App diesen Link öffnet, kann niemand sagen',
    explanation: 'Es hängt an der App {app}[[ und ihrer Regel {rule}]]: {why}.',
    advice: 'Probieren Sie es auf einem Telefon. Lassen Sie den Link, wie er ist, wenn er eine App öffnen muss.',
  },
  'merge-tags': {
    title: 'Ob eine App diesen Link öffnet, hängt an seinen Platzhaltern',
    explanation:
      'Ob [[die Regel {rule} der ]]App {app} passt, hängt davon ab, wofür die Platzhalter stehen, und das ist erst beim Versand bekannt.',
    advice:
      'Probieren Sie es mit echten Werten auf einem Telefon. Lassen Sie den Link, wie er ist, wenn er eine App öffnen muss.',
  },
  'android-claims': {
    title: 'Eine Android-App öffnet vielleicht diesen Link',
    explanation: 'Die App {app} öffnet Links dieser Website. Welche, steht in der App und nicht auf der Website.',
    advice:
      'Fragen Sie Ihr App-Team, oder probieren Sie es auf einem Telefon. Lassen Sie den Link, wie er ist, wenn er die App öffnen muss.',
  },
  'android-claims-listed': {
    title: 'Eine Android-App öffnet vielleicht diesen Link',
    explanation:
      'Die App {app} öffnet Links dieser Website; welche, steht in der App. Ihre Tracking-Domain führt sie auf, und ihr Team hat noch nicht bestätigt, welche Version Links dieser Domain öffnet.',
    advice:
      'Fragen Sie Ihr App-Team nach der Version, die es tut, und tragen Sie sie mit ihrem Datum ein: Dann bleibt der Link erhalten.',
  },
};

export const associationsDe: AssociationTexts = {
  answers: {
    opens: '`{rule}` der App {app} passt',
    excluded: '`{rule}` der App {app} lässt den Link im Browser',
    'no-rule': 'keine Regel der App {app} passt',
    claims: 'die App {app} öffnet Links dieser Website; welche, steht in der App',
    unknown: '[[`{rule}` der ]]App {app} passt vielleicht: {why}',
  },
  reasons: {
    'unusual-host': 'Apps öffnen nur Links zu einem Namen am üblichen Port, und diese Adresse hat keinen',
    'private-address': 'ihr Name führt zu keiner öffentlichen Adresse',
    unreachable: 'sie ist nicht erreichbar',
    tls: 'zu ihr kommt keine sichere Verbindung zustande',
    certificate: 'ihr Zertifikat ist nicht gültig',
    redirect: 'die Datei leitet zu einer anderen Adresse weiter, was Telefone nicht mitmachen',
    status: 'sie antwortete mit einem Fehler',
    'too-large': 'die Datei ist größer als 128 kB',
    'too-slow': 'sie brauchte zu lange',
    broken: 'ihre Antwort brach ab oder ergab keinen Sinn',
    'percent-encoding': 'wie kodierte Zeichen wie %20 verglichen werden, ist nirgends dokumentiert',
    'letter-case': 'wie Groß- und Kleinbuchstaben außerhalb von A bis Z verglichen werden, ist nirgends dokumentiert',
    slash: 'ob ein Schrägstrich am Anfang oder Ende zählt, ist nirgends dokumentiert',
    'code-list': 'welche Regionen und Sprachen Apple meint, ist nirgends dokumentiert',
    variable: 'die Regel hat eine Variable, die nicht oder nicht wie dokumentiert definiert ist',
    'query-name': 'wie die Namen von Parametern verglichen werden, ist nirgends dokumentiert',
    'absent-parameter': 'was eine Regel über einen fehlenden Parameter sagt, ist nirgends dokumentiert',
    'broken-rule': 'die Regel ist nicht wie dokumentiert geschrieben',
    'no-rules': 'die App hat keine Regeln, und was das heißt, ist nirgends dokumentiert',
    'merge-tag': 'wofür seine Platzhalter stehen, ist erst beim Versand bekannt',
    'too-complex': 'die Regeln sind zu kompliziert, um ihnen zu folgen',
  },
  findings: {
    'content-type': 'Die Datei muss als application/json ausgeliefert werden[[, nicht als {value}]].',
    'not-utf8': 'Die Datei ist nicht in UTF-8 geschrieben.',
    'include-failed': 'Die eingebundene Datei war nicht abrufbar, ihre Aussagen zählen nicht[[: {value}]].',
    'include-too-deep': 'Dateien binden einander mehr als zehnmal oder im Kreis ein[[: {value}]].',
    'not-json': 'Die Datei ist kein gültiges JSON.',
    'wrong-type': '`{place}` muss {type} sein.',
    'unknown-key': '`{value}` in `{place}` ist unbekannt und zählt nicht; vielleicht ein Tippfehler.',
    'no-applinks': 'Die Datei hat kein `applinks`; keine App öffnet Links.',
    'no-details': '`applinks` hat kein `details`; keine App öffnet Links.',
    'details-not-a-list': '`{place}` muss eine Liste sein. Anderes war nur für alte Versionen von iOS dokumentiert.',
    'apps-not-empty': '`{place}` muss eine leere Liste sein; die Apps gehören in `details`.',
    'no-app-id': '`{place}` nennt keine App in `appIDs` und zählt nicht.',
    'bad-app-id':
      '`{value}` in `{place}` ist keine App-ID: zehn Buchstaben und Ziffern des Teams, ein Punkt, die Bundle-ID.',
    'two-app-keys': '`{place}` hat `appID` und `appIDs`; alle Apps gehören in `appIDs`.',
    'no-rules': '`{place}` hat keine `components`; welche Links die Apps öffnen, kann niemand sagen.',
    'paths-ignored': '`{place}` hat `components`; die `paths` zählen nur bis iOS 12.',
    'unknown-variable': 'Die Variable `{value}` wird verwendet und ist nicht definiert.',
    'open-variable': 'Eine Variable in `{value}` hat kein Ende; sie wird `$(name)` geschrieben.',
    'bad-variable':
      '`{place}` ist nicht verwendbar: Werte sind Text ohne andere Variablen, Namen enthalten kein `$`, `(` oder `)`.',
    'predefined-variable': '`{place}` trägt einen Namen, den Apple selbst definiert hat.',
    'empty-list': 'Die Liste ist leer; keine App öffnet Links.',
    'no-relation': '`{place}` hat keine `relation` und zählt nicht.',
    'bad-relation': '`{place}` enthält etwas, das keine Relation ist[[: `{value}`]].',
    'no-target': '`{place}` hat kein `target` und zählt nicht.',
    'unknown-namespace': '`{place}` hat einen unbekannten `namespace`[[: `{value}`]].',
    'bad-package': '`{place}` braucht einen `package_name` wie com.example.app[[ statt `{value}`]].',
    'no-fingerprint': '`{place}` braucht `sha256_cert_fingerprints`, sonst wird keine App erkannt.',
    'bad-fingerprint':
      '`{place}` hat einen Fingerabdruck, der nicht aus 32 Paaren von Ziffern und Großbuchstaben A bis F mit Doppelpunkten besteht[[: `{value}`]].',
    'include-not-alone': '`{place}` hat `include` neben einer Aussage; jedes braucht einen eigenen Eintrag.',
    'include-not-https': '`{place}` muss eine https://-Adresse sein[[ statt `{value}`]].',
  },
  types: { object: 'ein Objekt', array: 'eine Liste', string: 'Text', boolean: 'true oder false' },
};
