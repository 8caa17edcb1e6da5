import type { FindingSentences } from '../types.ts';
import { appFindingsDe } from './app-findings.ts';

export const findingsDe: FindingSentences = {
  malformed: {
    title: 'In der Adresse ist ein Tippfehler',
    explanation:
      'Nach „https:“ stehen zu wenige oder zu viele Schrägstriche. Browser gleichen das aus, manche Mailprogramme nicht.',
    advice: 'Schreiben Sie die Adresse mit genau zwei Schrägstrichen, etwa https://www.example.com.',
  },
  'malformed:refused': {
    title: 'Diese Adresse kann nicht funktionieren',
    explanation: 'Der Anfang der Adresse ist falsch. Leser kämen nirgends an oder auf einer falschen Seite.',
    advice: 'Öffnen Sie die Seite im Browser, kopieren Sie dort die Adresse und fügen Sie sie neu ein.',
  },
  'missing-scheme': {
    title: 'Der Anfang der Adresse fehlt',
    explanation: 'Ohne „https://“ öffnen viele Mailprogramme diesen Link nicht. Er blieb deshalb, wie er ist.',
    advice: 'Schreiben Sie stattdessen {suggestion}.',
  },
  'protocol-relative': {
    title: 'Die Adresse beginnt mit zwei Schrägstrichen',
    explanation:
      'Mailprogramme wissen nicht, ob „https:“ oder etwas anderes davor gehört. Der Link blieb deshalb, wie er ist.',
    advice: 'Schreiben Sie stattdessen {suggestion}.',
  },
  relative: {
    title: 'Im Link fehlt die Website',
    explanation:
      'Eine Kurzform funktioniert auf einer Website, in einer Mail führt sie nirgendwohin. Der Link blieb, wie er ist.',
    advice: 'Geben Sie die vollständige Adresse ein, beginnend mit https://.',
  },
  placeholder: {
    title: 'Der Link ist noch ein Platzhalter',
    explanation: 'Hier sollte wohl später noch eine Adresse hin. Wer darauf klickt, kommt nirgends an.',
    advice: 'Tragen Sie die richtige Adresse ein oder entfernen Sie den Link.',
  },
  'dangerous-scheme': {
    title: 'Der Link führt auf keine Seite',
    explanation:
      'Adressen, die mit „{scheme}:“ beginnen, führen Programmcode aus oder öffnen Dateien. Mailprogramme sperren sie, Spamfilter bestrafen sie.',
    advice: 'Ersetzen Sie ihn durch die https://-Adresse einer Seite.',
  },
  credentials: {
    title: 'Die Adresse enthält Benutzername oder Passwort',
    explanation: 'Alles vor dem „@“ wäre für alle Leser sichtbar, und solche Adressen sind typisch für Betrug.',
    advice: 'Entfernen Sie den Teil vor dem „@“[[, sodass die Adresse mit {host} beginnt]].',
  },
  'too-long': {
    title: 'Die Adresse ist zu lang',
    explanation: 'Sie hat mehr als 8.000 Zeichen. Browser und Mailprogramme schneiden solche Adressen ab.',
    advice: 'Verwenden Sie eine kürzere Adresse, zum Beispiel ohne überflüssige Parameter.',
  },
  'parser-differential': {
    title: 'Die Adresse lässt sich auf zwei Arten lesen',
    explanation:
      'Manche Programme würden die eine Website öffnen, manche eine andere. Wo Leser ankommen, ist ungewiss.',
    advice: 'Öffnen Sie die Seite im Browser, kopieren Sie dort die Adresse und fügen Sie sie neu ein.',
  },
  'glued-word': {
    title: 'Ein Wort klebt an der Adresse',
    explanation:
      'In der HTML-Fassung führt der Link zu {url}. Im Text folgt {text} ohne Leerzeichen, und Mailprogramme halten beides für eine Adresse. Der Link blieb, wie er ist, und wird nicht gezählt.',
    advice: 'Setzen Sie ein Leerzeichen oder einen Zeilenumbruch zwischen die Adresse und {text}.',
  },
  'invisible-character': {
    title: 'In der Adresse steckt ein unsichtbares Zeichen',
    explanation:
      'Es stammt meist aus einem kopierten Dokument. Der Link kann dadurch scheitern oder woanders hinführen[[ ({character})]].',
    advice: 'Löschen Sie die Adresse und tippen Sie sie neu, oder kopieren Sie sie aus dem Browser.',
  },
  'bidi-control': {
    title: 'Ein verborgenes Zeichen dreht die Schrift der Adresse um',
    explanation: 'Leser sähen eine andere Adresse als die, die sich öffnet. Mailprogramme werten das als Betrug.',
    advice: 'Löschen Sie die Adresse und tippen Sie sie neu, oder kopieren Sie sie aus dem Browser.',
  },
  'local-host': {
    title: 'Diese Adresse gilt wohl nur in Ihrem eigenen Netz',
    explanation: '„{host}“ ist keine öffentliche Website. Ihre Leser erreichen sie vielleicht nicht.',
    advice: 'Geben Sie die öffentliche Adresse der Seite ein.',
  },
  'local-host:refused': {
    title: 'Leser können diese Adresse nicht erreichen',
    explanation: '„{host}“ gibt es nur auf einem einzelnen Rechner oder in einem einzelnen Netz.',
    advice: 'Geben Sie die öffentliche Adresse der Seite ein.',
  },
  'ip-host': {
    title: 'Die Adresse ist eine Zahl statt eines Namens',
    explanation: 'Leser trauen {host} nicht, und Spamfilter sperren Mails mit solchen Links oft.',
    advice: 'Verwenden Sie den Namen der Website.',
  },
  'confusable-host': {
    title: 'Der Name der Website lässt sich verwechseln',
    explanation:
      '„{host}“ enthält Zeichen, die anderen gleichen[[, und lässt sich als {reads} lesen]]. Tatsächlich öffnet sich {opens}.',
    advice: 'Prüfen Sie, ob das die richtige Website ist. Ist es Ihre eigene, verlinken Sie die bekannte Schreibweise.',
  },
  'confusable-host:domain': {
    title: 'Der Name lässt sich mit einem anderen verwechseln',
    explanation:
      '„{host}“ enthält Zeichen, die wie andere aussehen[[, und lässt sich als {reads} lesen]]. Geöffnet wird {opens}.',
    advice:
      'Kennen Ihre Leser Sie unter diesem Namen, ist nichts zu tun. Sonst nehmen Sie einen in einfachen Buchstaben: Leser und Spamfilter misstrauen ähnlichen Namen.',
  },
  'merge-tag': {
    title: 'Ein Teil der Adresse wird beim Versand eingesetzt',
    explanation: 'Ihr Versandsystem[[ ({system})]] ersetzt {tag} für jeden Leser. Der Link blieb deshalb, wie er ist.',
    advice: 'Nichts zu tun. Klicks auf diesen Link werden nicht gezählt.',
  },
  'merge-tag-passed': {
    title: 'Ein Wert wird beim Versand eingesetzt und weitergereicht',
    explanation: 'Ihr Versandsystem ersetzt {tag} für jeden Leser. Der gezählte Link nimmt den Wert zum Ziel mit.',
    advice: 'Nichts zu tun. Klicks auf diesen Link werden gezählt.',
  },
  'merge-tag-in-host': {
    title: 'Die Website selbst wird erst beim Versand eingesetzt',
    explanation:
      'Der Name der Website oder was davor steht ist {tag}. Niemand weiß deshalb, wohin der Link führt, und er blieb, wie er ist.',
    advice:
      'Schreiben Sie https:// und den Namen der Website aus und setzen Sie Platzhalter nur dahinter. Dann werden Klicks gezählt.',
  },
  'merge-tag-logic': {
    title: 'Ein Teil der Adresse hängt von einer Bedingung ab',
    explanation:
      'Eine Bedingung, eine Schleife oder ein Kommentar wie {tag} hat keinen Wert, der sich weiterreichen ließe. Der Link blieb deshalb, wie er ist.',
    advice: 'Setzen Sie die Bedingung um zwei ganze Links. Dann werden Klicks gezählt.',
  },
  'possible-merge-tag': {
    title: 'Ein Teil der Adresse sieht wie ein Platzhalter aus',
    explanation:
      'Falls Ihr Versandsystem {tag} für jeden Leser ersetzt, würde ein gezählter Link den Platzhalter einfrieren. Der Link blieb deshalb, wie er ist, und seine Klicks werden nicht gezählt.',
    advice:
      'Gehört {tag} zur Adresse, dann kennzeichnen Sie den Link mit data-track="on": Er wird dann gezählt, so wie er dasteht.',
  },
  'encoded-merge-tag': {
    title: 'Ein Platzhalter in der Adresse ist verschlüsselt geschrieben',
    explanation:
      'Die meisten Versandsysteme finden {tag} nicht, wenn es mit Prozentzeichen geschrieben ist. Jeder Leser öffnet die Adresse mit dem Platzhalter darin.',
    advice: 'Schreiben Sie {tag} selbst in die Adresse, oder nehmen Sie es heraus.',
  },
  unsubscribe: {
    title: 'Ein Link zum Abmelden, zu Einstellungen oder zur Webansicht',
    explanation:
      'Solche Links bleiben, wie sie sind. So funktionieren sie immer, und keine Sicherheitsprüfung kann damit jemanden abmelden.',
    advice: 'Nichts zu tun. Sollen Klicks auch hier gezählt werden, schalten Sie es im Projekt ein.',
  },
  'no-track': {
    title: 'Für diesen Link ist die Klickzählung abgeschaltet',
    explanation: 'Der Link trägt die Kennzeichnung {mark} und blieb deshalb, wie er ist.',
    advice: 'Nichts zu tun. Entfernen Sie die Kennzeichnung, wenn Klicks gezählt werden sollen.',
  },
  signed: {
    title: 'Der Text um den Link ist signiert',
    explanation: 'Eine Signatur gilt für jedes Zeichen dieses Teils der Mail. Der Link blieb deshalb, wie er ist.',
    advice: 'Nichts zu tun. Klicks auf diesen Link werden nicht gezählt.',
  },
  'quoted-pixel': {
    title: 'Die Mail zitiert eine ältere mit einem Zählpixel',
    explanation: 'Dieser Zählpixel gehört zur älteren Mail. Diese Mail hat deshalb einen eigenen bekommen.',
    advice: 'Nichts zu tun. Falls für die ältere Mail neue Öffnungen gezählt werden, entfernen Sie das Zitat.',
  },
  'already-wrapped': {
    title: 'Das ist schon ein Zähl-Link von {sender}',
    explanation: 'Ein zweiter Umweg macht ihn langsamer und anfälliger. Er blieb deshalb, wie er ist.',
    advice: 'Verwenden Sie die ursprüngliche Adresse der Seite, wenn Sie selbst zählen möchten.',
  },
  'already-wrapped:self': {
    title: 'Dieser Link wird schon gezählt',
    explanation: 'Er führt bereits über Ihre eigene Tracking-Domain und blieb deshalb, wie er ist.',
    advice:
      'Nichts zu tun. Tragen Sie in einer kopierten Mail wieder die ursprüngliche Adresse ein, sonst zählen Klicks für die alte Mail.',
  },
  'wrapped-by-scanner-or-shortener': {
    title: 'Der Link führt zuerst über {service}',
    explanation:
      'Das ist nicht die eigene Adresse der Seite[[, sie lautet {target}]]. Umwege sind langsamer, können ablaufen und machen Spamfilter misstrauisch.',
    advice: 'Verlinken Sie die Seite direkt[[: {target}]].',
  },
  'one-time': {
    title: 'Dieser Link wirkt persönlich oder nur einmal gültig',
    explanation:
      'Sicherheitsprogramme öffnen Links vor dem Leser. Ein Link zum Passwort oder zur Anmeldung kann dann verbraucht sein.',
    advice: 'Lassen Sie die Seite um einen weiteren Klick bitten, oder kennzeichnen Sie den Link mit data-track="off".',
  },
  'text-mismatch': {
    title: 'Der Text zeigt eine andere Adresse, als der Link öffnet',
    explanation: 'Leser sehen {shown}, der Link öffnet aber {opens}. Mailprogramme warnen davor wie vor Betrug.',
    advice: 'Schreiben Sie Worte statt einer Adresse, oder gleichen Sie beides an.',
  },
  'insecure-target': {
    title: 'Die Seite wird unverschlüsselt geöffnet',
    explanation: 'Die Adresse beginnt mit http://, und Browser kennzeichnen solche Seiten als „nicht sicher“.',
    advice: 'Probieren Sie dieselbe Adresse mit https:// und verwenden Sie sie, wenn sie funktioniert.',
  },
  'custom-scheme': {
    title: 'Der Link öffnet direkt eine App',
    explanation: 'Gmail und andere Mailprogramme entfernen Links, die mit „{scheme}:“ beginnen. Er blieb, wie er ist.',
    advice: 'Verwenden Sie den https://-Link, den der Hersteller der App für dieselbe Stelle anbietet.',
  },
  'opens-app': {
    title: 'Der Link öffnet die App von {service}',
    explanation:
      'Auf Geräten mit der App von {service} öffnet der Link diese App. Mit Klickzählung ginge stattdessen die Website auf. Der Link blieb deshalb, wie er ist, und Klicks werden nicht gezählt.',
    advice: 'Nichts zu tun. Zählen Sie hier nur, wenn Ihnen die Klicks wichtiger sind als die App.',
  },
  'opens-own-app': {
    title: 'Der Link öffnet Ihre App (über {service})',
    explanation:
      'Auf Geräten mit Ihrer App öffnet {service} sie an der richtigen Stelle. Mit Klickzählung ginge stattdessen der Browser auf. Der Link blieb deshalb, wie er ist, und Klicks zählt nur {service}.',
    advice: 'Nichts zu tun. Zählen Sie hier nur, wenn Ihnen die Klicks in diesen Berichten wichtiger sind als die App.',
  },
  ...appFindingsDe,
  'utm-added': {
    title: 'Parameter werden ergänzt',
    explanation: 'Der Link führt mit {parameters} auf seine Seite. Was Sie geschrieben haben, bleibt, wie es ist.',
    advice: 'Nichts zu tun.',
  },
  'base-href': {
    title: 'Die Mail legt einen gemeinsamen Anfang für Adressen fest',
    explanation:
      'Sie enthält ein „base“-Element[[ ({base})]]. Die meisten Mailprogramme beachten es nicht, kurze Adressen führen dann nirgendwohin.',
    advice: 'Geben Sie vollständige Adressen mit https:// ein und entfernen Sie das Element.',
  },
  'base-href:link': {
    title: 'Wohin dieser Link führt, hängt vom Mailprogramm ab',
    explanation:
      'Programme, die das „base“-Element der Mail kennen, öffnen [[{address}]]. Die meisten übergehen es, und dann führt die kurze Adresse woanders hin oder nirgends.',
    advice: 'Geben Sie vollständige Adressen mit https:// ein und entfernen Sie das „base“-Element.',
  },
  'form-action': {
    title: 'Die Mail enthält ein Formular',
    explanation:
      'Die meisten Mailprogramme sperren Formulare oder warnen davor. Waymark ändert nicht, wohin es abgeschickt wird[[ ({action})]].',
    advice: 'Stellen Sie das Formular auf eine Webseite und verlinken Sie sie.',
  },
  'gmail-clip': {
    title: 'Gmail könnte diese Mail abschneiden',
    explanation:
      'Die Mail hat nach dem Umschreiben [[{bytes} Bytes]]. Gmail blendet alles nach 102.400 Bytes aus, oft auch den Abmeldelink und die Öffnungszählung.',
    advice: 'Kürzen Sie die Mail oder entfernen Sie überflüssige Stile.',
  },
};
