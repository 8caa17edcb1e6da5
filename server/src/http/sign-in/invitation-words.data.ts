import type { Language } from '@waymark/core';
import type { Role } from '@waymark/prisma';

interface InvitationWords {
  readonly title: (account: string) => string;
  readonly roles: Record<Role, string>;
  readonly as: (email: string) => string;
  readonly accept: string;
  readonly signInFirst: string;
  readonly over: string;
}

/** What the page of an invitation says. */
export const invitationWords: Record<Language, InvitationWords> = {
  en: {
    title: (account) => `Join ${account}`,
    roles: {
      viewer: 'You will be a viewer: you see everything in this account, and change nothing.',
      editor: 'You will be an editor: you prepare mailings and set up tracking domains.',
      owner: 'You will be an owner: you also invite members, and manage keys.',
    },
    as: (email) => `You are signed in as ${email}.`,
    accept: 'Join',
    signInFirst: 'I already sign in to Waymark',
    over: 'This invitation is over',
  },
  de: {
    title: (account) => `Bei ${account} mitarbeiten`,
    roles: {
      viewer: 'Sie werden Betrachter: Sie sehen alles in diesem Konto und ändern nichts.',
      editor: 'Sie werden Bearbeiter: Sie bereiten Mailings vor und richten Tracking-Domains ein.',
      owner: 'Sie werden Inhaber: Sie laden auch Mitglieder ein und verwalten Schlüssel.',
    },
    as: (email) => `Sie sind als ${email} angemeldet.`,
    accept: 'Beitreten',
    signInFirst: 'Ich melde mich schon bei Waymark an',
    over: 'Diese Einladung gilt nicht mehr',
  },
};
