import type { LinkAsWritten, Recipient } from '@waymark/core';
import type { WaymarkApi } from '#api';
import { type ClientOptions, createApi } from './api/client.ts';
import { type Recipients, recipientsOf } from './api/recipients.ts';
import { type Reports, reportsOf } from './api/reports.ts';
import { outcomesKnown } from './previews/deep-links.ts';
import type { Preview, PreviewFacts } from './previews/preview.ts';
import { createSettingsCache, type ProjectSettings } from './previews/settings.ts';
import type { MailingToPrepare } from './sending/mailing-to-prepare.ts';
import type { PreparedMailing } from './sending/prepared-mailing.ts';
import type { WrappedParts } from './sending/wrap-mailing.ts';

/** What to preview, beside the mail. */
export interface PreviewOptions {
  readonly projectId?: string;
  /** What the mailing will be called, which the project's UTM template may use. */
  readonly mailingName?: string;
  /** Asks the server what it knows of links that an app may open, and what was chosen for them; it asks nobody else. */
  readonly deepLinks?: boolean;
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One server, accessed with one key. Every call to the server rejects with a WaymarkError when it fails. */
export interface Waymark {
  /** Every procedure of the API, typed. */
  readonly api: WaymarkApi;
  /** Figures of mailings. */
  readonly reports: Reports;
  /** What recipients may ask for. */
  readonly recipients: Recipients;
  /**
   * Tracking domain, its status and the switches of a project, at most a minute old. Default: the `project` of the client, or
   * else the account's first.
   */
  status(projectId?: string): Promise<ProjectSettings>;
  /** Previews a mail or a list of links. Computed locally: links are not sent to the server, unless `deepLinks` says so. */
  preview(mail: string | readonly LinkAsWritten[], options?: PreviewOptions): Promise<Preview>;
  /** Registers a mailing once; the result renders for any number of recipients without network access. */
  prepare(mailing: MailingToPrepare): Promise<PreparedMailing>;
  /** Registers a mailing and renders it for one recipient, or for the merge tag of a sending system. */
  wrap(mailing: MailingToPrepare, recipient?: Recipient): Promise<WrappedParts>;
  /** A mailing that was prepared elsewhere and stored as JSON; `loadMailing` of `@waymark/sdk/mailing` needs no client. */
  load(stored: string | object): Promise<PreparedMailing>;
}

/** Throws `invalid_server_address` for an address that is not http or https, `not_signed_in` without a key; makes no request yet. */
export function createWaymark(options: ClientOptions): Waymark {
  const { project } = options;
  const api = createApi(options);
  const settings = createSettingsCache(api);
  // What reads mails is loaded when it is needed: a page that only shows a status does not carry it.
  const prepare = async (mailing: MailingToPrepare) => {
    const { prepareMailing } = await import('./sending/prepare-mailing.ts');
    return prepareMailing(project === undefined ? mailing : { projectId: project, ...mailing }, api, settings);
  };
  return {
    api,
    reports: reportsOf(api),
    recipients: recipientsOf(api),
    status: (projectId = project) => settings.read(projectId),
    preview: async (mail, { projectId = project, mailingName, deepLinks = false, signal } = {}) => {
      const known = await settings.read(projectId);
      const { show, questions } = await previewOf(mail);
      signal?.throwIfAborted();
      if (!deepLinks) return show(known, { mailingName });
      const outcomes = await outcomesKnown(api, projectId, questions(known, mailingName), signal);
      return show(known, { mailingName, outcomes });
    },
    prepare,
    wrap: async (mailing, recipient) => {
      const { wrapMailing } = await import('./sending/wrap-mailing.ts');
      return wrapMailing(() => prepare(mailing), recipient);
    },
    load: async (stored) => (await import('./sending/load-mailing.ts')).loadMailing(stored),
  };
}

/** How this mail or list is previewed. */
async function previewOf(mail: string | readonly LinkAsWritten[]): Promise<{
  readonly show: (settings: ProjectSettings, facts: PreviewFacts) => Preview;
  readonly questions: (settings: ProjectSettings, mailingName?: string) => readonly string[];
}> {
  if (typeof mail === 'string') {
    const { previewMail, questionsAboutMail } = await import('./previews/preview-mail.ts');
    return {
      show: (settings, facts) => previewMail(mail, settings, facts),
      questions: (settings, mailingName) => questionsAboutMail(mail, settings, mailingName),
    };
  }
  const { previewLinks, questionsAboutLinks } = await import('./previews/preview-links.ts');
  return {
    show: (settings, facts) => previewLinks(mail, settings, facts),
    questions: (settings, mailingName) => questionsAboutLinks(mail, settings, mailingName),
  };
}
