import type { Language } from '@waymark/core';

const en = {
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  wrong: 'There is nobody with this e-mail address and this password.',
  foreign: 'This form was sent from another site.',
  foreignHint: 'Open the page again and send it from there.',
};

/** What the pages of sign-in say. */
export const signInWords: Record<Language, typeof en> = {
  en,
  de: {
    signIn: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    wrong: 'Diese E-Mail-Adresse und dieses Passwort passen zu niemandem.',
    foreign: 'Dieses Formular kam von einer fremden Website.',
    foreignHint: 'Öffnen Sie die Seite noch einmal und senden Sie das Formular von dort.',
  },
};
