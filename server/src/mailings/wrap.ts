import { type Language, type Recipient, type Report, render, type WrapContext } from '@waymark/core';
import { createMailing, type SendingNeeds } from './sending/create.ts';
import { prepareParts } from './sending/prepare-parts.ts';
import type { NotWrapped } from './wrapping.ts';

/** A mail after wrapping; unchanged and with a reason when nothing could be wrapped. */
export interface Wrapped {
  readonly mailingId: number | null;
  readonly html: string;
  readonly report: Report;
  readonly reason: NotWrapped | null;
}

/**
 * Wraps one mail for one recipient and registers it. Throws mail_too_long, not_html, no_such_project, too_many_links,
 * mail_too_complex, too_busy.
 */
export async function wrapMail(
  needs: SendingNeeds,
  accountId: string,
  mail: {
    projectId: string;
    name: string;
    html: string;
    recipient: Recipient | undefined;
    mergeTags: WrapContext['mergeTags'];
    test: boolean;
  },
  language: Language,
): Promise<Wrapped> {
  const { html: prepared } = await prepareParts(needs, accountId, { ...mail, parts: { html: mail.html } }, language);
  const { mailingId, wrapping, reason } = await createMailing(
    needs,
    accountId,
    { ...mail, urls: prepared.urls, labels: prepared.labels, appLinks: prepared.appLinks ?? [] },
    language,
  );
  const html = wrapping ? render(prepared, wrapping, mail.recipient) : mail.html;
  return { mailingId, html, report: prepared.report, reason };
}
