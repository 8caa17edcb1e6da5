import type { Language } from '@waymark/core';
import type { Opened, Way } from './ways.ts';

/** Why a link is not tried in all three ways. */
export const notTried = [
  'tracking_off',
  'no_domain',
  'domain_not_verified',
  'no_web_address',
  'no_app_listed',
] as const;
export type NotTried = (typeof notTried)[number];

/** What people read about trials, with `{variables}`. */
export interface TrialSentences {
  /** The test send whose links are tapped. */
  readonly mailing: string;
  readonly ways: Readonly<Record<Way, string>>;
  readonly tried: Readonly<Record<'with' | 'without', string>>;
  readonly opened: Readonly<Record<Opened, string>>;
  readonly notTried: Readonly<Record<NotTried, string>>;
  readonly inconclusive: string;
  readonly unreachable: string;
}

export const trialSentences: Readonly<Record<Language, TrialSentences>> = {
  en: {
    mailing: 'Tried on a phone',
    ways: { 'as-written': 'As written', wrapped: 'Wrapped', 'app-link': 'Kept as an app link' },
    tried: { with: 'tried on {device} with {version}: {opened}', without: 'tried on {device}: {opened}' },
    opened: { app: 'opened the app', browser: 'opened the browser', other: 'opened neither the app nor the browser' },
    notTried: {
      tracking_off: 'The project counts no clicks, so links are not wrapped.',
      no_domain: 'The project has no tracking domain for clicks, so there is nothing to wrap links on.',
      domain_not_verified: 'The tracking domain {host} is not verified, so no link is wrapped on it.',
      no_web_address: 'Only web addresses are wrapped, and this link is none.',
      no_app_listed: 'The files of {host} list no app yet, so no app can open its links.',
    },
    inconclusive:
      'Inconclusive: this page and the link are both on {domain}, and iOS keeps taps within one domain in the browser. A tap in a mail may open the app.',
    unreachable:
      'A phone cannot reach this server: its address, {address}, is this machine. Ask its operator to set WAYMARK_PUBLIC_URL to an address that the phone can reach.',
  },
  de: {
    mailing: 'Auf dem Telefon ausprobiert',
    ways: { 'as-written': 'Wie geschrieben', wrapped: 'Als Tracking-Link', 'app-link': 'Als App-Link' },
    tried: { with: 'ausprobiert auf {device} mit {version}: {opened}', without: 'ausprobiert auf {device}: {opened}' },
    opened: {
      app: 'öffnete die App',
      browser: 'öffnete den Browser',
      other: 'öffnete weder die App noch den Browser',
    },
    notTried: {
      tracking_off: 'Das Projekt zählt keine Klicks, deshalb wird aus Links kein Tracking-Link.',
      no_domain: 'Das Projekt hat keine Tracking-Domain für Klicks, auf der ein Tracking-Link liegen könnte.',
      domain_not_verified: 'Die Tracking-Domain {host} ist nicht bestätigt, deshalb liegt kein Tracking-Link darauf.',
      no_web_address: 'Nur aus Webadressen wird ein Tracking-Link, und dieser Link ist keine.',
      no_app_listed: 'In den Dateien von {host} steht noch keine App, deshalb kann keine App ihre Links öffnen.',
    },
    inconclusive:
      'Sagt nichts aus: Diese Seite und der Link liegen beide auf {domain}, und was man innerhalb einer Domain antippt, lässt iOS im Browser. In einer Mail kann der Link die App öffnen.',
    unreachable:
      'Ein Telefon erreicht diesen Server nicht: Seine Adresse, {address}, ist dieser Rechner. Bitten Sie den Betreiber, WAYMARK_PUBLIC_URL auf eine Adresse zu setzen, die das Telefon erreicht.',
  },
};

/** Fills a sentence's variables; what is filled in is not read again. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
