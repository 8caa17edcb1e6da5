import type { Language } from '@waymark/core';

const en = {
  signIn: 'Sign in',
  password: 'Password',
  forgotten: 'Forgotten your password?',
  wrong: 'There is nobody with this e-mail address and this password.',
  tooOften: (minutes: number) =>
    minutes === 1 ? 'Too many attempts. Try again in a minute.' : `Too many attempts. Try again in ${minutes} minutes.`,
  with: (name: string) => `Sign in with ${name}`,
  or: 'or with a password',
  unreached: (name: string) => `${name} did not sign you in. Try again, or use your password.`,
  noMember: (name: string) => `${name} knows you, but you are a member of no account here. Ask an owner to invite you.`,
  foreign: 'This form was sent from another site.',
};

/** What the page of sign-in says. */
export const signInWords: Record<Language, typeof en> = {
  en,
  de: {
    signIn: 'Anmelden',
    password: 'Passwort',
    forgotten: 'Passwort vergessen?',
    wrong: 'Diese E-Mail-Adresse und dieses Passwort passen zu niemandem.',
    tooOften: (minutes) =>
      minutes === 1
        ? 'Zu viele Versuche. Versuchen Sie es in einer Minute noch einmal.'
        : `Zu viele Versuche. Versuchen Sie es in ${minutes} Minuten noch einmal.`,
    with: (name) => `Mit ${name} anmelden`,
    or: 'oder mit einem Passwort',
    unreached: (name) => `${name} hat Sie nicht angemeldet. Versuchen Sie es noch einmal, oder mit Ihrem Passwort.`,
    noMember: (name) =>
      `${name} kennt Sie, aber Sie sind hier in keinem Konto Mitglied. Bitten Sie einen Inhaber um eine Einladung.`,
    foreign: 'Dieses Formular kam von einer fremden Website.',
  },
};
