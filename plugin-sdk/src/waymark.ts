import type { LinkAsWritten } from '@waymark/core';
import { type ClientOptions, createApi, type WaymarkApi } from './client.ts';
import { outcomesKnown } from './deep-links.ts';
import { createPreview, type Preview, questionsAbout } from './preview.ts';
import { type PreparedMailing, prepareMailing } from './sending/mailing.ts';
import type { MailingToPrepare } from './sending/mailing-to-prepare.ts';
import { createSettingsCache, type ProjectSettings } from './settings.ts';

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
  return {
    api,
    status: (projectId) => settings.read(projectId),
    preview: async (mail, { projectId, mailingName, deepLinks = false } = {}) => {
      const project = await settings.read(projectId);
      if (!deepLinks) return createPreview(mail, project, { mailingName });
      const outcomes = await outcomesKnown(api, projectId, questionsAbout(mail, project, mailingName));
      return createPreview(mail, project, { mailingName, outcomes });
    },
    prepare: (mailing) => prepareMailing(mailing, api, settings),
  };
}
