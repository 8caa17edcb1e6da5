import type { Language } from '@waymark/core';

const en = {
  name: 'Your name',
  email: 'E-mail address',
  newPassword: 'New password',
  length: (least: number) => `At least ${least} characters. A few words that do not belong together are a good one.`,
  needed: (least: number) => `An e-mail address is needed, and a password of at least ${least} characters.`,
};

/** What stands at the fields that several pages have. */
export const fieldWords: Record<Language, typeof en> = {
  en,
  de: {
    name: 'Ihr Name',
    email: 'E-Mail-Adresse',
    newPassword: 'Neues Passwort',
    length: (least) => `Mindestens ${least} Zeichen. Gut sind ein paar Wörter, die nicht zusammengehören.`,
    needed: (least) => `Eine E-Mail-Adresse wird gebraucht und ein Passwort von mindestens ${least} Zeichen.`,
  },
};
