import type { LinkAsWritten } from '@waymark/core';
import type { WaymarkApi } from '#api';
import { type ClientOptions, createApi } from './api/client.ts';
import { outcomesKnown } from './previews/deep-links.ts';
import type { Preview, PreviewFacts } from './previews/preview.ts';
import { createSettingsCache, type ProjectSettings } from './previews/settings.ts';
import type { PreparedMailing } from './sending/mailing.ts';
import type { MailingToPrepare } from './sending/mailing-to-prepare.ts';

/** One server, accessed with one key. Every call to the server rejects with a WaymarkError when it fails. */
export interface Waymark {
  readonly api: WaymarkApi;
  /** Tracking domain, its status and the switches of a project (default: the account's first), at most a minute old. */
  status(projectId?: string): Promise<ProjectSettings>;
  /**
   * Previews a mail or a list of links. Computed locally: links are not sent to the server, unless `deepLinks` asks it what
   * it knows of those that an app may open and what was chosen for them; it asks nobody else. `mailingName` is what the mailing
   * will be called, which the project's UTM template may use.
   */
  preview(
    mail: string | readonly LinkAsWritten[],
    options?: { readonly projectId?: string; readonly mailingName?: string; readonly deepLinks?: boolean },
  ): Promise<Preview>;
  /** Registers a mailing once; the result renders for any number of recipients without network access. */
  prepare(mailing: MailingToPrepare): Promise<PreparedMailing>;
}

/** Throws `invalid_server_address` for an address that is not http or https, `not_signed_in` without a key; makes no request yet. */
export function createWaymark(options: ClientOptions): Waymark {
  const api = createApi(options);
  const settings = createSettingsCache(api);
  // What reads mails is loaded when it is needed: a page that only shows a status does not carry it.
  return {
    api,
    status: (projectId) => settings.read(projectId),
    preview: async (mail, { projectId, mailingName, deepLinks = false } = {}) => {
      const project = await settings.read(projectId);
      const { show, questions } = await previewOf(mail);
      if (!deepLinks) return show(project, { mailingName });
      const outcomes = await outcomesKnown(api, projectId, questions(project, mailingName));
      return show(project, { mailingName, outcomes });
    },
    prepare: async (mailing) => {
      const { prepareMailing } = await import('./sending/mailing.ts');
      return prepareMailing(mailing, api, settings);
    },
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
