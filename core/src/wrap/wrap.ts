import { prepare, type WrapContext } from './prepare.ts';
import { assertRecipient, type Recipient } from './recipient.ts';
import { render, type Wrapping } from './render.ts';
import type { Report } from './report.ts';

/**
 * Wraps one mail for one recipient. `wrapping` is called with the URL of each place, only if there is something to wrap,
 * and returns ids and the key. Throws only what `wrapping` and `render` throw.
 */
export function wrap(
  html: string,
  context: WrapContext,
  wrapping: (urls: readonly string[]) => Wrapping,
  recipient?: Recipient,
): { html: string; report: Report } {
  // Before anything is registered.
  if (recipient !== undefined) assertRecipient(recipient);
  const prepared = prepare(html, context);
  if (prepared.gaps.length === 0) return { html: prepared.pieces.join(''), report: prepared.report };
  return { html: render(prepared, wrapping(prepared.urls), recipient), report: prepared.report };
}
