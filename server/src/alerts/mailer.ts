import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

/** A mail to one person; two with the same id are the same mail, sent again. */
export interface PlainMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands mails to the operator's mail server. */
export interface Mailer {
  /** Resolves when the server has taken the mail; rejects when it has not. */
  send(mail: PlainMail): Promise<void>;
  close(): void;
}

/** For each answer of the server. */
const timeoutMs = 20_000;

/** A mailer for an address such as smtps://user:password@smtp.example.com, or null without one. */
export function createMailer({ smtpUrl, mailFrom }: { smtpUrl: string | undefined; mailFrom: string }): Mailer | null {
  if (smtpUrl === undefined) return null;
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  const domain = mailFrom.replace(/^.*@|>?\s*$/g, '');
  return {
    async send({ id, to, subject, text }) {
      // The same at each attempt: a mail that a server took without our hearing of it is known again by its id.
      const messageId = `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`;
      // RFC 3834, section 5: so that no out-of-office reply comes back.
      const headers = { 'auto-submitted': 'auto-generated' };
      await transport.sendMail({ from: mailFrom, to: { name: '', address: to }, subject, text, messageId, headers });
    },
    close: () => transport.close(),
  };
}
