import { assertRecipient, type MailingParts, type Recipient, type Report, render } from '@waymark/core';
import type { PreparedPart, StoredMailing } from './stored-mailing.ts';

/** The parts that were passed in. */
export interface RenderedParts extends MailingParts {
  readonly html: string;
}

/** A mailing that was registered once, and is rendered for any number of recipients. */
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
  /** The mailing as plain JSON, for `loadMailing` in other processes. It holds signing keys: keep it as safe as a key. */
  toJSON(): StoredMailing;
}

/** A mailing that renders. */
export function preparedMailing(stored: StoredMailing): PreparedMailing {
  const { mailingId, reason, parts, reports, wrapped } = stored;
  const { html: report, ...partReports } = reports;
  const renderPart = (part: PreparedPart, recipient?: Recipient) => render(part, wrapped!.wrapping, recipient);
  return {
    mailingId,
    report,
    partReports,
    reason,
    html: parts.html,
    render: (recipient) => {
      if (wrapped) return renderPart(wrapped.prepared.html, recipient);
      refuseUnfit(recipient);
      return parts.html;
    },
    renderParts: (recipient) => {
      refuseUnfit(recipient);
      if (!wrapped) return parts;
      const rendered = Object.entries(wrapped.prepared).map(([name, part]) => [name, renderPart(part, recipient)]);
      return { ...parts, ...Object.fromEntries(rendered) };
    },
    toJSON: () => stored,
  };
}

/** A sender's mistake must not wait to be seen until the domain is verified. */
function refuseUnfit(recipient: Recipient | undefined): void {
  if (recipient !== undefined) assertRecipient(recipient);
}
