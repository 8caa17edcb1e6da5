import type { HostRefusalSentences } from './explain-domain.ts';

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
