import type { AppRefusalSentences } from '../types.ts';

const keytool = 'keytool -list -v -keystore <Datei>';

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
      '[[„{value}“ ist keine Bundle-ID. ]]Eine Bundle-ID besteht aus Buchstaben, Ziffern und Bindestrichen mit Punkten dazwischen, zum Beispiel com.brand.shop, und benennt eine einzige App, ohne Sternchen.',
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
    advice: `Kopieren Sie ihn ganz aus der Play Console oder aus der Ausgabe von: ${keytool}`,
  },
  'sha-1-fingerprint': {
    title: 'Das ist ein SHA-1-Fingerabdruck',
    explanation: '„{value}“ hat 40 hexadezimale Ziffern, also SHA-1. Android vergleicht SHA-256, das 64 hat.',
    advice: 'Kopieren Sie die Zeile darunter, die mit SHA256 oder SHA-256 beginnt.',
  },
  'too-many-fingerprints': {
    title: 'Zu viele Fingerabdrücke',
    explanation: 'Eine App kann hier {value} Fingerabdrücke haben, und es wurden mehr eingegeben.',
    advice: 'Geben Sie die der Zertifikate ein, mit denen veröffentlichte Versionen signiert sind.',
  },
};
