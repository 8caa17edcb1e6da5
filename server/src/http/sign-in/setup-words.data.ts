import type { Language } from '@waymark/core';

const en = {
  title: 'Set up Waymark',
  intro: 'This link works once. It makes your account, and you its owner.',
  account: 'Name of the account',
  example: 'Example Brand',
  member: 'Your name',
  make: 'Make the account',
  namesNeeded: 'Both names are needed, with at most 120 characters each.',
  owner: 'You are the owner',
  signedIn: 'You are signed in.',
  open: 'Open Waymark',
  extension: 'In the browser extension',
  keyOnce: 'The extension asks for this key. It is shown <strong>only now</strong>: keep it in a password manager.',
  openExtension: 'Open the Waymark extension in your browser.',
  enterAddress: "Enter the server's address:",
  pasteKey: 'Paste the key.',
  linkUsed: 'This link no longer works',
};

/** What the set-up page says. */
export type SetupWords = typeof en;

export const setupWords: Record<Language, SetupWords> = {
  en,
  de: {
    title: 'Waymark einrichten',
    intro: 'Dieser Link gilt einmal. Er legt Ihr Konto an und macht Sie zu dessen Inhaber.',
    account: 'Name des Kontos',
    example: 'Beispielmarke',
    member: 'Ihr Name',
    make: 'Konto anlegen',
    namesNeeded: 'Beide Namen werden gebraucht, mit höchstens 120 Zeichen.',
    owner: 'Sie sind Inhaber',
    signedIn: 'Sie sind angemeldet.',
    open: 'Waymark öffnen',
    extension: 'In der Browser-Erweiterung',
    keyOnce:
      'Die Erweiterung fragt nach diesem Schlüssel. Er erscheint <strong>nur jetzt</strong>: Bewahren Sie ihn in einem Passwortmanager auf.',
    openExtension: 'Öffnen Sie die Waymark-Erweiterung in Ihrem Browser.',
    enterAddress: 'Geben Sie die Adresse des Servers ein:',
    pasteKey: 'Fügen Sie den Schlüssel ein.',
    linkUsed: 'Dieser Link gilt nicht mehr',
  },
};
