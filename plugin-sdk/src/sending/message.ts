import { prepare, type Recipient, type Report, render } from '@waymark/core';
import type { WaymarkApi } from '../client.ts';
import { wrapContext } from '../preview.ts';
import type { SettingsCache } from '../settings.ts';

export interface MessageToPrepare {
  readonly projectId: string;
  /** How reports call it, such as “November newsletter”. */
  readonly name: string;
  readonly html: string;
}

export interface PreparedMessage {
  /** Null when nothing may be wrapped; `reason` says why. */
  readonly messageId: number | null;
  /** Every link's verdict; sizes for what `render` makes, which is the mail itself when `reason` is given. */
  readonly report: Report;
  readonly reason: { readonly code: string; readonly message: string } | null;
  /** The HTML as it was handed in. */
  readonly html: string;
  /** The mail for one recipient, made without a network; the HTML as it was handed in when nothing may be wrapped. */
  render(recipient?: Recipient): string;
}

/**
 * Reads the mail, registers its destinations, and keeps what rendering needs. Where the server has nothing to wrap with
 * (no verified domain, tracking off) the mail stays as it is: a mail that is not tracked beats one that does not arrive.
 */
export async function prepareMessage(
  { projectId, name, html }: MessageToPrepare,
  api: WaymarkApi,
  settings: SettingsCache,
): Promise<PreparedMessage> {
  const context = wrapContext(await settings.refresh(projectId));
  const prepared = prepare(html, context);
  const targets = [...prepared.targets];
  const { messageId, wrapping, reason } = await api.messages.register.mutate({ projectId, name, targets });
  // What the server can wrap with decides about the sizes to report: one of the two domains may be missing.
  const { report } = prepare(html, {
    ...context,
    trackClicks: Boolean(wrapping?.clicks),
    trackOpens: Boolean(wrapping?.opens),
  });
  return {
    messageId,
    report,
    reason,
    html,
    render: (recipient) => (wrapping ? render(prepared, wrapping, recipient) : html),
  };
}
