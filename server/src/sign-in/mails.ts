import type { Language } from '@waymark/core';
import type { InvitationMail } from './members-router.ts';

/** Hands mails to the operator's mail server. */
export interface SignInMailer {
  send(mail: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }): Promise<void>;
}

/** What mails about signing in need. */
export interface SignInMailNeeds {
  /** Null when the operator has configured no mail server. */
  readonly mailer: SignInMailer | null;
  readonly log: { warn(details: object, message: string): void };
}

/** The mails about signing in. Each says whether a mail server accepted it; recipients are not logged. */
export function createSignInMails({ mailer, log }: SignInMailNeeds) {
  async function send(mail: Parameters<SignInMailer['send']>[0]): Promise<boolean> {
    if (mailer === null) return false;
    try {
      await mailer.send(mail);
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      log.warn({ code }, 'a mail about signing in could not be sent');
      return false;
    }
  }

  return {
    canMail: mailer !== null,

    mailInvitation({ id, to, account, link }: InvitationMail, language: Language): Promise<boolean> {
      const mail = {
        en: {
          subject: `Invitation to ${account} on Waymark`,
          text: `You are invited to work in the account "${account}" on Waymark.\n\nAccept within a week, once:\n${link}\n\nIf you did not expect this, do nothing.\n`,
        },
        de: {
          subject: `Einladung zu ${account} bei Waymark`,
          text: `Sie sind eingeladen, im Konto „${account}“ bei Waymark mitzuarbeiten.\n\nDer Link gilt eine Woche und einmal:\n${link}\n\nWenn Sie das nicht erwartet haben, tun Sie nichts.\n`,
        },
      }[language];
      return send({ id, to, ...mail });
    },

    mailReset({ id, to, link }: { id: string; to: string; link: string }, language: Language): Promise<boolean> {
      const mail = {
        en: {
          subject: 'A new password for Waymark',
          text: `Choose a new password within an hour, once:\n${link}\n\nIf you did not ask for this, do nothing: your password stays as it is.\n`,
        },
        de: {
          subject: 'Ein neues Passwort für Waymark',
          text: `Wählen Sie ein neues Passwort. Der Link gilt eine Stunde und einmal:\n${link}\n\nWenn Sie das nicht angefordert haben, tun Sie nichts: Ihr Passwort bleibt, wie es ist.\n`,
        },
      }[language];
      return send({ id, to, ...mail });
    },
  };
}

export type SignInMails = ReturnType<typeof createSignInMails>;
