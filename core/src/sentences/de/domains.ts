import type {
  ConnectRefusalSentences,
  HostRefusalSentences,
  InstructionTexts,
  OverdueSentences,
  RemovalRefusalSentences,
} from '../types.ts';

export const hostRefusalsDe: HostRefusalSentences = {
  empty: {
    title: 'Kein Host eingegeben',
    explanation: 'Eine Tracking-Domain braucht einen Hostnamen.',
    advice: 'Geben Sie eine Subdomain Ihrer eigenen Domain ein, zum Beispiel click.brand.com.',
  },
  'not-a-name': {
    title: 'Kein Hostname',
    explanation:
      'Ein Hostname besteht aus Teilen mit Buchstaben, Ziffern und Bindestrichen, getrennt durch Punkte: höchstens 63 Zeichen je Teil, 253 insgesamt, kein Unterstrich, kein Leerzeichen, kein Bindestrich am Rand eines Teils.',
    advice: 'Prüfen Sie die Schreibweise und geben Sie nur den Namen ein, zum Beispiel click.brand.com.',
  },
  'ip-address': {
    title: 'Eine IP-Adresse geht nicht',
    explanation: 'Links auf eine IP-Adresse zeigen keine Marke, und Spamfilter misstrauen ihnen.',
    advice: 'Geben Sie einen Hostnamen unter Ihrer eigenen Domain ein, zum Beispiel click.brand.com.',
  },
  'single-label': {
    title: 'Ein Teil des Namens fehlt',
    explanation: 'Ein Name ohne Punkt ist aus dem Internet nicht erreichbar.',
    advice: 'Geben Sie den vollen Namen mit Ihrer eigenen Domain ein, zum Beispiel click.brand.com.',
  },
  loopback: {
    title: 'Namen unter localhost sind abgeschaltet',
    explanation:
      'Ein Name unter .localhost funktioniert nur auf einem einzigen Rechner, und dieser Server erlaubt ihn nicht.',
    advice: 'Geben Sie einen Hostnamen unter Ihrer eigenen Domain ein, zum Beispiel click.brand.com.',
  },
  'try-out': {
    title: 'Dieser Server wird auf einem Rechner ausprobiert',
    explanation:
      'Der Eintrag würde zu einem Namen führen, den es nur auf diesem Rechner gibt, und könnte nie funktionieren.',
    advice:
      'Geben Sie zum Ausprobieren einen Namen unter .localhost ein, etwa click.localhost. Für Ihre eigene Domain setzt der Betreiber WAYMARK_PUBLIC_URL und WAYMARK_CNAME_ZONE.',
  },
  'operator-zone': {
    title: 'Dieser Name gehört dem Betreiber',
    explanation:
      'Der Name liegt in der Zone dieses Waymark-Servers selbst und kann deshalb nicht Ihre Tracking-Domain werden.',
    advice:
      'Geben Sie hier den Hostnamen unter Ihrer eigenen Domain ein. Der Name, den Waymark anzeigt, kommt als Ziel in Ihr DNS.',
  },
  'public-suffix': {
    title: 'Das ist eine Endung, keine Domain',
    explanation: 'Unter dieser Endung kann jeder Domains registrieren, sie gehört also niemandem allein.',
    advice: 'Geben Sie einen Hostnamen unter der Domain ein, die Sie registriert haben, zum Beispiel click.brand.com.',
  },
  apex: {
    title: 'Die Domain selbst geht nicht',
    explanation:
      'DNS erlaubt keinen CNAME-Eintrag neben den anderen Einträgen, die eine Domain selbst haben muss, etwa denen für ihre E-Mail.',
    advice: 'Stellen Sie ein Wort davor, zum Beispiel click., sodass der Name click.brand.com heißt.',
  },
};

const byHand = 'Legen Sie den Eintrag von Hand an, wie er gezeigt wird.';

export const connectRefusalsDe: ConnectRefusalSentences = {
  'not-set-up': {
    title: 'Hier nicht eingerichtet',
    explanation: 'Wer diesen Waymark-Server betreibt, hat Domain Connect nicht eingerichtet.',
    advice: byHand,
  },
  'no-zone': {
    title: 'Zone nicht gefunden',
    explanation: 'Die DNS-Zone von {host} wurde nicht gefunden; wer sie verwaltet, ist also nicht bekannt.',
    advice:
      'Prüfen Sie, ob die Domain registriert ist, und versuchen Sie es erneut, oder legen Sie den Eintrag von Hand an, wie er gezeigt wird.',
  },
  'not-offered': {
    title: 'Von Ihrem DNS-Anbieter nicht angeboten',
    explanation: 'Der DNS-Anbieter von {zone} bietet Domain Connect nicht an.',
    advice: byHand,
  },
  unreachable: {
    title: 'Ihr DNS-Anbieter hat nicht geantwortet',
    explanation: 'Der DNS-Anbieter von {zone} bietet Domain Connect an, doch {provider} antwortete nicht wie erwartet.',
    advice: 'Versuchen Sie es später erneut, oder legen Sie den Eintrag von Hand an, wie er gezeigt wird.',
  },
  'not-understood': {
    title: 'Bei Ihrem DNS-Anbieter nicht nutzbar',
    explanation: 'Was der DNS-Anbieter von {zone} über seinen Domain-Connect-Dienst sagt, lässt sich nicht nutzen.',
    advice: byHand,
  },
  'template-unknown': {
    title: 'Ihr DNS-Anbieter kennt Waymark nicht',
    explanation: '{provider} bietet Domain Connect an, kennt den Eintrag dieses Waymark-Servers aber noch nicht.',
    advice: byHand,
  },
};

export const removalRefusalsDe: RemovalRefusalSentences = {
  attached: {
    title: 'Noch von Projekten benutzt',
    explanation: '{host} ist noch zugeordnet: {projects}.',
    advice: 'Wählen Sie dort eine andere Tracking-Domain oder keine, und löschen Sie dann diese.',
  },
  'record-stands': {
    title: 'Der DNS-Eintrag steht noch',
    explanation:
      'Solange der Eintrag {record} steht, funktionieren die Links in verschickten E-Mails weiter. Er steht noch auf {servers}.',
    advice:
      'Löschen Sie diesen Eintrag dort, wo das DNS von {zone} verwaltet wird, und versuchen Sie es erneut: Wir fragen in dem Moment neu.',
  },
  'record-unknown': {
    title: 'Das DNS hat nicht geantwortet',
    explanation: 'Ob der Eintrag von {host} weg ist, war nicht zu erfahren: {servers} gab keine brauchbare Antwort.',
    advice: 'Versuchen Sie es in einigen Minuten noch einmal. Es wurde nichts gelöscht.',
  },
  'not-confirmed': {
    title: 'Nicht bestätigt',
    explanation: 'Die Eingabe ist nicht {host}.',
    advice:
      'Geben Sie den Hostnamen genau ein, um zu bestätigen, dass seine Links endgültig aufhören dürfen zu funktionieren.',
  },
};

export const overdueDe: OverdueSentences = {
  record: {
    title: 'Seit mehr als einem Tag nicht bestätigt',
    explanation:
      'Ein neuer oder geänderter Eintrag ist innerhalb von 24 Stunden überall zu sehen, und bei {host} sind es schon mehr: Länger warten hilft nicht.',
    advice:
      'Vergleichen Sie den Eintrag in den DNS-Einstellungen von {zone} Buchstabe für Buchstabe mit dem, der hier steht. Ist er gleich, wird die Zone wahrscheinlich anderswo verwaltet: Fragen Sie, wer {zone} registriert hat, oder dessen Support, welche Nameserver gelten, und schicken Sie ihnen den Eintrag.',
  },
  https: {
    title: 'Seit mehr als einem Tag nicht erreichbar',
    explanation:
      'Der Eintrag von {host} ist richtig, aber seit mehr als 24 Stunden öffnet sich kein Link, der darüber führt.',
    advice:
      'Sehen Sie nach, ob ein Proxy, ein CDN oder eine Firewall von Ihnen vor {host} steht. Wenn nicht, fragen Sie, wer diesen Waymark-Server betreibt, und sagen Sie dazu, was die Prüfung gesehen hat.',
  },
  servers: {
    title: 'Seit mehr als einem Tag keine klare Antwort',
    explanation: 'Seit mehr als 24 Stunden geben die Nameserver von {zone} keine Antwort, auf die Verlass ist.',
    advice:
      'Fragen Sie, wer das DNS von {zone} betreibt, oft der Registrar oder die Hosting-Firma, und sagen Sie dazu, was die Prüfung gesehen hat.',
  },
};

export const instructionsDe: InstructionTexts = {
  quirks: {
    'host-part': 'Als Name nur {name} eingeben: {zone} ergänzt das Panel selbst.',
    'final-dot': 'Das Ziel mit einem Punkt beenden, also „{target}.“: Sonst hängt das Panel {zone} daran.',
    'no-final-dot': 'Das Ziel ohne Punkt am Ende schreiben.',
    proxy: 'Für diesen Eintrag den Proxy abschalten („Nur DNS“): Sonst ist der CNAME-Eintrag nicht zu sehen.',
    flattening: '„CNAME-Flattening“ für diesen Eintrag aus lassen: Sonst werden statt seiner Adressen geantwortet.',
  },
  colleague: {
    title: 'Bitte einen DNS-Eintrag für {fullName} anlegen',
    explanation: `Hallo,

bitte legen Sie diesen Eintrag im DNS von {zone} an[[ (bei {provider}, {panel})]]:

Typ:   CNAME
Name:  {name}
Ziel:  {target}
TTL:   3600, oder was das Panel vorschlägt

Der volle Name ist {fullName}[[, das heißt {unicode}]]. Als Zeile einer Zonendatei:

{zoneLine}`,
    advice: `Mit dem Eintrag beginnen die Links in unseren E-Mails mit unserem eigenen Namen. Website und Postfächer von {zone} sind nicht betroffen. Er wird nach Minuten, spätestens nach einem Tag von selbst gefunden; bitte lassen Sie ihn stehen, solange unsere E-Mails gelesen werden.

Vielen Dank!`,
  },
};
