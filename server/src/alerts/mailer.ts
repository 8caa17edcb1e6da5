import { createHash } from 'node:crypto';

/** A mail to one person; two with the same id are retries of the same mail. */
export interface PlainMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands mails to the operator's mail server. */
export interface Mailer {
  /** Resolves when the server has accepted the mail; rejects otherwise. */
  send(mail: PlainMail): Promise<void>;
  close(): void;
}

/** The timeout for each response of the server. */
const timeoutMs = 20_000;

/** A mailer for an address such as smtps://user:password@smtp.example.com, or null without one. */
export async function createMailer(settings: {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
}): Promise<Mailer | null> {
  const { smtpUrl, mailFrom } = settings;
  if (smtpUrl === undefined) return null;
  // Most installations send no mail: a start loads what it uses.
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  const domain = mailFrom.replace(/^.*@|>?\s*$/g, '');
  return {
    async send({ id, to, subject, text }) {
      // The same at each attempt, so that a mail accepted by a server whose answer got lost is recognised as a
      // duplicate.
      const messageId = `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`;
      // RFC 3834, section 5: prevents out-of-office replies.
      const headers = { 'auto-submitted': 'auto-generated' };
      await transport.sendMail({ from: mailFrom, to: { name: '', address: to }, subject, text, messageId, headers });
    },
    close: () => transport.close(),
  };
}
