import { deepLinkQuestions, type PreparedMail, prepareMailingParts, type Report } from '@waymark/core';
import type { WaymarkApi } from '#api';
import { WaymarkError } from '../api/waymark-error.ts';
import { type Outcomes, outcomesForMailing } from '../previews/deep-links.ts';
import type { SettingsCache } from '../previews/settings.ts';
import { wrapContext } from '../previews/wrap-context.ts';
import { assertLinks, assertMail, assertNames, assertOptions } from './assert-mail.ts';
import type { MailingToPrepare } from './mailing-to-prepare.ts';
import { type PreparedMailing, preparedMailing } from './prepared-mailing.ts';
import type { WrappedMailing } from './stored-mailing.ts';
import { toWrapping } from './wrapping.ts';

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
  const { projectId = '', name, html, text, amp, textLinks = 'leave', mergeTags = 'leave', test = false } = mailing;
  const { signal, idempotencyKey } = mailing;
  assertNames({ projectId, name });
  const parts = { html, ...(text === undefined ? {} : { text }), ...(amp === undefined ? {} : { amp }) };
  assertMail(parts);
  const rules = { ...wrapContext(await settings.refresh(projectId, signal), name), text: textLinks, mergeTags };
  const first = prepareMailingParts(parts, rules);
  assertLinks(first.urls, [first.html, first.text, first.amp]);
  const questions = rules.trackClicks ? deepLinkQuestions(reportsOf(first).flatMap(({ links }) => links)) : [];
  const outcomes = questions.length === 0 ? noOutcomes : await outcomesForMailing(api, projectId, questions, signal);
  const context = { ...rules, outcomes };
  const prepared = outcomes === undefined || outcomes.size === 0 ? first : prepareMailingParts(parts, context);
  const toRegister = {
    projectId,
    name,
    urls: [...prepared.urls],
    labels: [...prepared.labels],
    ...(outcomes && { appLinks: [...(prepared.appLinks ?? [])] }),
    ...(test && { test }),
  };
  const created = await register(api, toRegister, {
    ...(signal && { signal }),
    ...(idempotencyKey !== undefined && { context: { idempotencyKey } }),
  });
  const { mailingId, reason } = created;
  const wrapping = created.wrapping && toWrapping(created.wrapping);
  // The sizes to report depend on what the server can wrap: one of the two domains may be missing.
  const usable = { ...context, trackClicks: Boolean(wrapping?.clicks), trackOpens: Boolean(wrapping?.opens) };
  if (!usable.trackClicks) usable.utm = undefined;
  const sized = prepareMailingParts(parts, usable);
  return preparedMailing({
    waymark: 'mailing',
    version: 1,
    mailingId,
    reason,
    parts,
    reports: {
      html: sized.html.report,
      ...(sized.text && { text: sized.text.report }),
      ...(sized.amp && { amp: sized.amp.report }),
    },
    wrapped: wrapping && { wrapping, prepared: partsToFill(prepared) },
  });
}

interface Prepared {
  readonly html: PreparedMail;
  readonly text?: PreparedMail;
  readonly amp?: PreparedMail;
}

/** Of each part what rendering needs. */
function partsToFill({ html, text, amp }: Prepared): WrappedMailing['prepared'] {
  const toFill = ({ pieces, gaps }: PreparedMail) => ({ pieces, gaps });
  return { html: toFill(html), ...(text && { text: toFill(text) }), ...(amp && { amp: toFill(amp) }) };
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly context?: { readonly idempotencyKey: string };
}

type ToRegister = Parameters<WaymarkApi['mailings']['create']['mutate']>[0];

const noOutcomes: Outcomes = new Map();

function reportsOf({ html, text, amp }: ReturnType<typeof prepareMailingParts>): readonly Report[] {
  return [html, text, amp].flatMap((part) => part?.report ?? []);
}

/** A server of the previous version, as there may be one while an installation is upgraded, does not know labels and app links. */
async function register(api: WaymarkApi, { labels, appLinks, ...mailing }: ToRegister, options: CallOptions) {
  try {
    return await api.mailings.create.mutate({ ...mailing, labels, appLinks }, options);
  } catch (error) {
    if (error instanceof WaymarkError && error.code === 'invalid_input')
      return api.mailings.create.mutate(mailing, options);
    throw error;
  }
}
