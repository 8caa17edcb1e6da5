import type { AppRefusalSentences, PublishedSentences } from '../types.ts';

const keytool = 'keytool -list -v -keystore <Datei>';
const example = '14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5';

export const appRefusalsDe: AppRefusalSentences = {
  'team-id': {
    title: 'Keine Team-ID',
    explanation:
      '[[„{value}“ ist keine Team-ID. ]]Eine Team-ID hat zehn Zeichen, Großbuchstaben und Ziffern, zum Beispiel ABCDE12345.',
    advice:
      'Fragen Sie das App-Team danach. Sie steht unter developer.apple.com/account bei den Angaben zur Mitgliedschaft. Geben Sie bei einer alten App deren App-ID-Präfix ein.',
  },
  'bundle-id': {
    title: 'Keine Bundle-ID',
    explanation:
      '[[„{value}“ ist keine Bundle-ID. ]]Eine Bundle-ID hat zwei oder mehr Teile aus Buchstaben, Ziffern und Bindestrichen mit Punkten dazwischen, zum Beispiel com.brand.shop, und benennt eine einzige App, ohne Sternchen.',
    advice:
      'Fragen Sie das App-Team danach. Sie steht in Xcode in den Einstellungen des Targets und in App Store Connect.',
  },
  'team-in-bundle-id': {
    title: 'Die Team-ID steht in beiden Feldern',
    explanation: '„{value}“ beginnt mit der Team-ID, die für sich eingegeben wird.',
    advice: 'Geben Sie die Bundle-ID ohne die Team-ID und den Punkt dahinter ein.',
  },
  'package-name': {
    title: 'Kein Paketname',
    explanation:
      '[[„{value}“ ist kein Paketname. ]]Ein Paketname hat zwei oder mehr Teile mit Punkten dazwischen, jeder ein Buchstabe und danach Buchstaben, Ziffern oder Unterstriche, zum Beispiel com.brand.shop.',
    advice:
      'Fragen Sie das App-Team nach der applicationId in build.gradle. Sie steht auch in der Adresse der App bei Google Play.',
  },
  'no-fingerprint': {
    title: 'Kein Fingerabdruck eingegeben',
    explanation:
      'Android vergleicht das Zertifikat, mit dem eine App signiert ist; mindestens ein Fingerabdruck ist also nötig.',
    advice:
      'Fragen Sie das App-Team nach dem SHA-256-Fingerabdruck. Mit Play App Signing steht er in der Play Console unter App-Signatur, sonst gibt ihn keytool aus.',
  },
  fingerprint: {
    title: 'Kein SHA-256-Fingerabdruck',
    explanation:
      '„{value}“ ist kein SHA-256-Fingerabdruck: Der hat 64 hexadezimale Ziffern, paarweise mit Doppelpunkten oder ohne.',
    advice: `Kopieren Sie ihn ganz aus der Play Console, oder fügen Sie alles ein, was dieser Befehl ausgibt: ${keytool}`,
  },
  'sha-1-fingerprint': {
    title: 'Das ist ein SHA-1-Fingerabdruck',
    explanation: '„{value}“ hat 40 hexadezimale Ziffern, also SHA-1. Android vergleicht SHA-256, das 64 hat.',
    advice: `Kopieren Sie den, der SHA256 oder SHA-256 heißt, zum Beispiel ${example}. openssl braucht dafür -sha256: openssl x509 -in <Datei> -noout -fingerprint -sha256`,
  },
  'too-many-fingerprints': {
    title: 'Zu viele Fingerabdrücke',
    explanation: 'Eine App kann hier {value} Fingerabdrücke haben, und es wurden mehr eingegeben.',
    advice: 'Geben Sie die der Zertifikate ein, mit denen veröffentlichte Versionen signiert sind.',
  },
};

const passOn =
  'Was für {host} vor diesem Server antwortet, etwa ein Proxy oder CDN, muss diese Adresse an ihn weiterreichen.';
const lookAgain =
  'Wurden die Apps in der letzten Stunde geändert, dann hat ein Cache vielleicht noch die Datei von vorher: Sehen Sie später noch einmal nach.';

export const publishedDe: PublishedSentences = {
  'as-served': {
    title: 'Wie ausgeliefert',
    explanation: '{url} antwortet mit der Datei, die dieser Server ausliefert.',
    advice: 'Hier ist nichts zu tun.',
  },
  none: {
    title: 'Keine Datei, wie gewollt',
    explanation: '{host} hat keine App für dieses System, und unter {url} gibt es keine Datei.',
    advice: 'Fügen Sie eine App hinzu, dann gibt es die Datei.',
  },
  missing: {
    title: 'Die Datei fehlt',
    explanation: 'Dieser Server liefert eine Datei aus, aber {url} antwortet, dass es keine gibt.',
    advice: passOn,
  },
  unexpected: {
    title: 'Eine Datei, die nicht von hier ist',
    explanation:
      '{url} antwortet mit einer Datei, und dieser Server liefert dort keine aus: {host} hat keine App für dieses System.',
    advice: `${lookAgain} Sonst antwortet etwas vor diesem Server mit einer eigenen Datei.`,
  },
  'other-content': {
    title: 'Eine andere Datei',
    explanation: '{url} antwortet mit etwas anderem als der Datei, die dieser Server ausliefert.',
    advice: `${lookAgain} ${passOn}`,
  },
  'content-type': {
    title: 'Nicht als JSON ausgeliefert',
    explanation:
      'Die Datei unter {url} ist richtig, aber[[ sie wird als {contentType} gesendet, und]] Telefone erwarten application/json.',
    advice: 'Was vor diesem Server steht, muss die Kopfzeile Content-Type lassen, wie sie ist.',
  },
  redirect: {
    title: 'Führt woandershin',
    explanation: '{url} führt zu einer anderen Adresse, und Telefone folgen ihr nicht: Für sie gibt es keine Datei.',
    advice: 'Nehmen Sie diese Adresse von den Weiterleitungen dessen aus, was vor diesem Server steht.',
  },
  certificate: {
    title: 'Kein gültiges Zertifikat',
    explanation: 'Telefone bekommen die Datei unter {url} nicht: {why}.',
    advice: 'Prüfen Sie die Domain: Ihre Diagnose sagt, was an HTTPS falsch ist und wer es beheben kann.',
  },
  'not-seen': {
    title: 'Nicht gesehen',
    explanation:
      '{url} war von hier aus nicht zu sehen: {why}. Es ist also nichts darüber bekannt, was Telefone bekommen.',
    advice:
      'Sehen Sie später noch einmal nach. Bleibt es so, dann prüfen Sie die Domain und öffnen die Adresse in einem Browser.',
  },
  'cdn-as-served': {
    title: 'Apple hat diese Datei',
    explanation:
      'Apples Server, von denen iPhones sie bekommen, haben die Datei von {host} so, wie sie jetzt ausgeliefert wird.',
    advice: 'iPhones, die die App schon haben, fragen etwa einmal in der Woche wieder nach.',
  },
  'cdn-none': {
    title: 'Apple hat keine Datei, wie gewollt',
    explanation: '{host} hat keine App für iOS, und Apples Server haben keine Datei davon.',
    advice:
      'Fügen Sie eine App hinzu. Apples Server fragen binnen eines Tages nach der Datei, sobald eine App installiert ist, die {host} nennt.',
  },
  'cdn-missing': {
    title: 'Apple hat noch keine Datei',
    explanation:
      'Apples Server, von denen iPhones sie bekommen, haben keine Datei von {host}: Links öffnen die App nicht.',
    advice:
      'Warten Sie einen Tag: Apples Server fragen danach, sobald eine App installiert ist, die {host} nennt. Bleibt es so, dann sehen Sie nach, ob eine Firewall Apples Server aussperrt.',
  },
  'cdn-other': {
    title: 'Apple hat eine andere Datei',
    explanation:
      'Apples Server, von denen iPhones sie bekommen, haben eine andere Datei von {host}, als jetzt ausgeliefert wird.',
    advice:
      'Warten Sie ein, zwei Tage: Apples Server fragen binnen eines Tages wieder nach, iPhones mit der App etwa einmal in der Woche.',
  },
  'cdn-not-seen': {
    title: 'Apple wurde nicht gefragt',
    explanation: 'Apples Server waren von hier aus nicht zu fragen: {why}. Was sie haben, ist nicht bekannt.',
    advice: 'Öffnen Sie {url} in einem Browser, um zu sehen, was sie haben.',
  },
  'no-public-name': {
    title: 'Kein öffentlicher Name',
    explanation:
      '{host} ist ein Name nur auf diesem Rechner; kein Telefon bekommt seine Dateien, und niemand hat nachgesehen.',
    advice:
      'Die Dateien sind so, wie sie hier stehen. Um sie mit einem Telefon zu probieren, fügen Sie einen Hostnamen unter Ihrer eigenen Domain auf einem Server hinzu, der aus dem Internet erreichbar ist.',
  },
  'not-verified': {
    title: 'Noch wird nichts ausgeliefert',
    explanation:
      'Noch ist nicht nachgewiesen, dass {host} Ihnen gehört; deshalb liefert dieser Server dort keine Datei aus, und niemand hat von außen nachgesehen.',
    advice:
      'Legen Sie den DNS-Eintrag der Domain an. Die Dateien werden ausgeliefert, sobald sie zum ersten Mal bestätigt ist.',
  },
  'takes-days': {
    title: 'Änderungen brauchen Tage bis zu den Telefonen',
    explanation:
      'Apples Server fragen binnen eines Tages nach der Datei. Telefone mit der App fragen bei ihnen etwa einmal in der Woche nach; Android sieht nach, wenn die App installiert oder aktualisiert wird, und ab Android 15 von Zeit zu Zeit.',
    advice:
      'Verschicken Sie Links, die die App öffnen, eine Woche nachdem die Dateien und die App, die {host} nennt, veröffentlicht sind.',
  },
};
