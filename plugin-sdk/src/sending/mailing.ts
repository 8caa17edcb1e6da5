import {
  type MailingParts,
  prepareMailingParts,
  type Recipient,
  type Report,
  render,
  renderMailingParts,
} from '@waymark/core';
import type { WaymarkApi } from '../client.ts';
import { wrapContext } from '../preview.ts';
import type { SettingsCache } from '../settings.ts';

export interface MailingToPrepare {
  readonly projectId: string;
  /** How reports call it, such as “November newsletter”. */
  readonly name: string;
  readonly html: string;
  /** The text/plain part, decoded: no transfer encoding, no character set. */
  readonly text?: string;
  /** The text/x-amp-html part. */
  readonly amp?: string;
  /** Whether addresses in `text`, where readers see what becomes of them, are wrapped too. Default 'leave'. */
  readonly textLinks?: 'leave' | 'wrap';
  /**
   * What happens in `html` and `amp` to links whose path, query or fragment your sending system completes later:
   * wrapped links can carry the merge tags, and pass their values on. Default 'leave'.
   */
  readonly mergeTags?: 'leave' | 'pass-through';
}

/** A part for each that was handed in. */
export interface RenderedParts extends MailingParts {
  readonly html: string;
}

export interface PreparedMailing {
  /** Null when nothing may be wrapped; `reason` says why. */
  readonly mailingId: number | null;
  /** Every link's verdict in the HTML; sizes for what `render` makes, which is the mail itself when `reason` is given. */
  readonly report: Report;
  /** The same for the other parts that were handed in. */
  readonly partReports: { readonly text?: Report; readonly amp?: Report };
  readonly reason: { readonly code: string; readonly message: string } | null;
  /** The HTML as it was handed in. */
  readonly html: string;
  /** The HTML for one recipient, made without a network; as it was handed in when nothing may be wrapped. */
  render(recipient?: Recipient): string;
  /** The same for every part: what you hand to your mailer. */
  renderParts(recipient?: Recipient): RenderedParts;
}

/**
 * Reads the mail, registers its destinations, and keeps what rendering needs. Where the server has nothing to wrap with
 * (no verified domain, tracking off) the mail stays as it is: a mail that is not tracked beats one that does not arrive.
 */
export async function prepareMailing(
  { projectId, name, html, text, amp, textLinks = 'leave', mergeTags = 'leave' }: MailingToPrepare,
  api: WaymarkApi,
  settings: SettingsCache,
): Promise<PreparedMailing> {
  const parts = { html, ...(text === undefined ? {} : { text }), ...(amp === undefined ? {} : { amp }) };
  const context = { ...wrapContext(await settings.refresh(projectId)), text: textLinks, mergeTags };
  const prepared = prepareMailingParts(parts, context);
  const urls = [...prepared.urls];
  const { mailingId, wrapping, reason } = await api.mailings.create.mutate({ projectId, name, urls });
  // What the server can wrap with decides about the sizes to report: one of the two domains may be missing.
  const usable = { ...context, trackClicks: Boolean(wrapping?.clicks), trackOpens: Boolean(wrapping?.opens) };
  const sized = prepareMailingParts(parts, usable);
  return {
    mailingId,
    report: sized.html.report,
    partReports: { ...(sized.text && { text: sized.text.report }), ...(sized.amp && { amp: sized.amp.report }) },
    reason,
    html,
    render: (recipient) => (wrapping ? render(prepared.html, wrapping, recipient) : html),
    renderParts: (recipient) => (wrapping ? { ...parts, ...renderMailingParts(prepared, wrapping, recipient) } : parts),
  };
}
