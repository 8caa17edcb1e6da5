import { assertRecipient, type Recipient } from '@waymark/core';
import { WaymarkError } from '../api/waymark-error.ts';
import type { MailingToPrepare } from '../sending/mailing-to-prepare.ts';
import type { PreparedMailing } from '../sending/prepared-mailing.ts';
import type { Waymark } from '../waymark.ts';

/** How one mail is tracked. */
export interface MailTracking extends Pick<MailingToPrepare, 'projectId' | 'textLinks' | 'test'> {
  /** The mailing's name in reports. Mails of one name with the same parts are one mailing. */
  readonly mailing: string;
  /** Whom it is for, as for `render`. */
  readonly recipient?: Recipient;
}

export interface PluginOptions {
  readonly waymark: Pick<Waymark, 'prepare'>;
  /** Whether a mail that cannot be wrapped, because the server fails, is an error, or sent as it is. Default 'fail'. */
  readonly onError?: 'fail' | 'send-untracked';
  /** Told of each mail that was sent as it is. */
  readonly onUntracked?: (error: WaymarkError) => void;
  /** How many mailings are kept, so that each is registered once. Default 100. */
  readonly kept?: number;
}

/** What a plugin of Nodemailer is handed. */
export interface MailToCompile {
  readonly data: object;
  resolveContent(data: object, key: string, callback: (error: Error | null, content?: unknown) => void): void;
}

type Plugin = (mail: MailToCompile, done: (error?: Error | null) => void) => void;
type Parts = Pick<MailingToPrepare, 'html' | 'text' | 'amp'>;

const field = 'waymark';

/** The options of a mail that is to be tracked: `transport.sendMail(track({ from, to, html }, { mailing, recipient }))`. */
export function track<Options extends object>(mail: Options, tracking: MailTracking): Options {
  return { ...mail, [field]: tracking };
}

/**
 * Wraps the mails that were handed to `track`, before they are composed: `transport.use('compile', nodemailerPlugin({ waymark }))`.
 * Every other mail, headers, attachments and `alternatives` stay as they are.
 */
export function nodemailerPlugin(options: PluginOptions): Plugin {
  const preparing = mailingsOf(options);
  return (mail, done) => {
    const tracking = (mail.data as { readonly [field]?: MailTracking })[field];
    if (tracking === undefined) done();
    else
      wrapped(mail, tracking, preparing).then(
        (parts) => {
          Object.assign(mail.data, parts);
          done();
        },
        (error: Error) => {
          // A recipient who is none is the sender's mistake: never sent.
          if (options.onError !== 'send-untracked' || !(error instanceof WaymarkError)) return done(error);
          options.onUntracked?.(error);
          done();
        },
      );
  };
}

async function wrapped(mail: MailToCompile, tracking: MailTracking, preparing: Preparing): Promise<Partial<Parts>> {
  const { recipient = {} } = tracking;
  assertRecipient(recipient);
  const [html, text, amp] = await Promise.all(['html', 'text', 'amp'].map((part) => contentOf(mail, part)));
  if (html === undefined) return {};
  const parts = { html, ...(text !== undefined && { text }), ...(amp !== undefined && { amp }) };
  return (await preparing(tracking, parts)).renderParts(recipient);
}

/** A part as text, whether it was handed in as text, bytes, a stream, a file or an address. */
function contentOf(mail: MailToCompile, part: string): Promise<string | undefined> {
  if ((mail.data as Readonly<Record<string, unknown>>)[part] === undefined) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    mail.resolveContent(mail.data, part, (error, content) => {
      if (error) reject(error);
      else resolve(typeof content === 'string' ? content : decode(content));
    });
  });
}

const decode = (content: unknown) =>
  new TextDecoder('utf-8', { fatal: true }).decode(content as Uint8Array<ArrayBuffer>);

type Preparing = (tracking: MailTracking, parts: Parts) => Promise<PreparedMailing>;

/** Registers each mailing once, as long as it is kept; one that failed is tried again with the next mail. */
function mailingsOf({ waymark, kept = 100 }: PluginOptions): Preparing {
  const mailings = new Map<string, Promise<PreparedMailing>>();
  return ({ mailing: name, recipient: _, ...options }, parts) => {
    const key = JSON.stringify([name, options, parts]);
    const known = mailings.get(key);
    const preparing = known ?? waymark.prepare({ ...options, ...parts, name });
    // The last that was used is the last to go.
    mailings.delete(key);
    mailings.set(key, preparing);
    if (mailings.size > kept) mailings.delete(mailings.keys().next().value!);
    if (!known) preparing.catch(() => mailings.delete(key));
    return preparing;
  };
}
