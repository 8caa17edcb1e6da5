import type { Language, PreparedParts, Report } from '@waymark/core';
import type { NotWrapped } from '../wrapping.ts';
import { createMailing, type SendingNeeds } from './create.ts';
import { type MailToPrepare, prepareParts } from './prepare-parts.ts';

/** How much is said of each link and part. */
export type ReportKind = 'none' | 'summary' | 'full';

/** A mailing that was registered by its mail. */
export interface PreparedMailing {
  readonly mailingId: number;
  /** Why it is rendered unchanged, or null. */
  readonly reason: NotWrapped | null;
  readonly report: Partial<Record<'html' | 'text' | 'amp', Report | Omit<Report, 'links'>>> | null;
}

/**
 * Registers a mailing by its parts and keeps them, so that the server renders it. One that cannot be wrapped is kept, too:
 * its sender goes on in the same way, and an untracked mail is better than none. Throws what prepareParts() throws.
 */
export async function prepareMailing(
  needs: SendingNeeds,
  accountId: string,
  mail: MailToPrepare & { readonly test: boolean; readonly report: ReportKind },
  language: Language,
): Promise<PreparedMailing> {
  const prepared = await prepareParts(needs, accountId, mail, language);
  const { urls, labels, appLinks = [] } = prepared;
  const { projectId, name, test } = mail;
  const body = renderable(prepared);
  const toRegister = { projectId, name, test, urls, labels, appLinks, body };
  const { mailingId, reason } = await createMailing(needs, accountId, toRegister, language);
  const registry = needs.registryOf(accountId);
  const id = mailingId ?? (await registry.store({ projectId, name, test, places: [], body })).mailing;
  return { mailingId: id, reason, report: reportOf(prepared, mail.report) };
}

/** As it is stored: without what only its author reads. */
function renderable({ html, text, amp }: PreparedParts): string {
  const parts = Object.entries({ html, text, amp }).flatMap(([name, part]) =>
    part === undefined ? [] : [[name, { pieces: part.pieces, gaps: part.gaps }]],
  );
  return JSON.stringify(Object.fromEntries(parts));
}

function reportOf({ html, text, amp }: PreparedParts, kind: ReportKind): PreparedMailing['report'] {
  if (kind === 'none') return null;
  const said = ({ links, ...summary }: Report) => (kind === 'full' ? { links, ...summary } : summary);
  return {
    ...(html && { html: said(html.report) }),
    ...(text && { text: said(text.report) }),
    ...(amp && { amp: said(amp.report) }),
  };
}
