import {
  assertRecipient,
  deepLinkQuestions,
  type MailingParts,
  prepareMailingParts,
  type Recipient,
  type Report,
  render,
  renderMailingParts,
} from '@waymark/core';
import type { WaymarkApi } from '#api';
import { WaymarkError } from '../api/waymark-error.ts';
import { type Outcomes, outcomesForMailing } from '../previews/deep-links.ts';
import type { SettingsCache } from '../previews/settings.ts';
import { wrapContext } from '../previews/wrap-context.ts';
import { assertLinks, assertMail, assertOptions } from './assert-mail.ts';
import type { MailingToPrepare } from './mailing-to-prepare.ts';
import { toWrapping } from './wrapping.ts';

/** The parts that were passed in. */
export interface RenderedParts extends MailingParts {
  readonly html: string;
}

export interface PreparedMailing {
  /** Null when nothing may be wrapped; `reason` says why. */
  readonly mailingId: string | null;
  /** The verdict on every link in the HTML; sizes of what `render` returns, the original if `reason` is set. */
  readonly report: Report;
  /** The same for the other parts that were passed in. */
  readonly partReports: { readonly text?: Report; readonly amp?: Report };
  readonly reason: { readonly code: string; readonly message: string } | null;
  /** The HTML as it was passed in. */
  readonly html: string;
  /** The HTML for one recipient, rendered without network access; unchanged when nothing may be wrapped. */
  render(recipient?: Recipient): string;
  /** The same for every part, ready for your mailer. */
  renderParts(recipient?: Recipient): RenderedParts;
}

/**
 * Reads the mail, registers the destination at each place, and keeps what rendering needs. If the server cannot wrap (no verified
 * domain, tracking off), the mail is left unchanged: an untracked mail is better than none. A mail that is none is an error
 * before anything is registered.
 */
export async function prepareMailing(
  mailing: MailingToPrepare,
  api: WaymarkApi,
  settings: SettingsCache,
): Promise<PreparedMailing> {
  assertOptions(mailing);
  const { projectId, name, html, text, amp, textLinks = 'leave', mergeTags = 'leave', test = false } = mailing;
  const parts = { html, ...(text === undefined ? {} : { text }), ...(amp === undefined ? {} : { amp }) };
  assertMail(parts);
  const rules = { ...wrapContext(await settings.refresh(projectId), name), text: textLinks, mergeTags };
  const first = prepareMailingParts(parts, rules);
  assertLinks(first.urls, [first.html, first.text, first.amp]);
  const questions = rules.trackClicks ? deepLinkQuestions(reportsOf(first).flatMap(({ links }) => links)) : [];
  const outcomes = questions.length === 0 ? noOutcomes : await outcomesForMailing(api, projectId, questions);
  const context = { ...rules, outcomes };
  const prepared = outcomes === undefined || outcomes.size === 0 ? first : prepareMailingParts(parts, context);
  const created = await register(api, {
    projectId,
    name,
    urls: [...prepared.urls],
    labels: [...prepared.labels],
    ...(outcomes && { appLinks: [...(prepared.appLinks ?? [])] }),
    ...(test && { test }),
  });
  const { mailingId, reason } = created;
  const wrapping = created.wrapping && toWrapping(created.wrapping);
  // The sizes to report depend on what the server can wrap: one of the two domains may be missing.
  const usable = { ...context, trackClicks: Boolean(wrapping?.clicks), trackOpens: Boolean(wrapping?.opens) };
  if (!usable.trackClicks) usable.utm = undefined;
  const sized = prepareMailingParts(parts, usable);
  return {
    mailingId,
    report: sized.html.report,
    partReports: { ...(sized.text && { text: sized.text.report }), ...(sized.amp && { amp: sized.amp.report }) },
    reason,
    html,
    render: (recipient) => {
      if (wrapping) return render(prepared.html, wrapping, recipient);
      refuseUnfit(recipient);
      return html;
    },
    renderParts: (recipient) => {
      if (wrapping) return { ...parts, ...renderMailingParts(prepared, wrapping, recipient) };
      refuseUnfit(recipient);
      return parts;
    },
  };
}

type ToRegister = Parameters<WaymarkApi['mailings']['create']['mutate']>[0];

const noOutcomes: Outcomes = new Map();

function reportsOf({ html, text, amp }: ReturnType<typeof prepareMailingParts>): readonly Report[] {
  return [html, text, amp].flatMap((part) => part?.report ?? []);
}

/** A server of the previous version, as there may be one while an installation is upgraded, does not know labels and app links. */
async function register(api: WaymarkApi, { labels, appLinks, ...mailing }: ToRegister) {
  try {
    return await api.mailings.create.mutate({ ...mailing, labels, appLinks });
  } catch (error) {
    if (error instanceof WaymarkError && error.code === 'invalid_input') return api.mailings.create.mutate(mailing);
    throw error;
  }
}

/** A sender's mistake must not wait to be seen until the domain is verified. */
function refuseUnfit(recipient: Recipient | undefined): void {
  if (recipient !== undefined) assertRecipient(recipient);
}
