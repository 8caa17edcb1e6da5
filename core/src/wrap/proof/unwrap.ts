import type { Change, Comparison } from './compare.ts';
import { sha256Of } from './hash.ts';
import { pixelAt, type Written, wrappedLinkAt } from './written.ts';

/**
 * The mail before it was wrapped, byte for byte, from any recipient's copy of it. A wrapped link does not hold what
 * stood in its place, so that has to come from a comparison of the mail with one tracked copy, which is the same for all.
 * Undefined for a copy of another mail, and for one in which anything else was changed: the SHA-256 of the mail
 * decides. Never throws; linear time.
 */
export function unwrap(copy: string, { changes, sha256 }: Pick<Comparison, 'changes' | 'sha256'>): string | undefined {
  let mail = '';
  let [from, at] = [0, 0];
  for (const change of changes) {
    const start = at + change.before.start - from;
    mail += copy.slice(at, start) + change.before.text;
    from = change.before.end;
    at = start + lengthAt(copy, start, change);
  }
  mail += copy.slice(at);
  return sha256Of(mail) === sha256.mail ? mail : undefined;
}

/** How long what stands in a copy in place of a changed range is: for a recipient who is not tracked, that is the range itself. */
function lengthAt(copy: string, at: number, change: Change): number {
  const written = writtenAt(copy, at, change);
  if (written !== undefined && written.token.origin === change.token?.origin) return written.text.length;
  const { before, after, kind } = change;
  const isWritten = kind === 'scheme' || kind === 'parameters';
  const stands = isWritten && copy.startsWith(after.text, at) ? after.text : before.text;
  return copy.startsWith(stands, at) ? stands.length : 0;
}

function writtenAt(copy: string, at: number, { kind, quote, before }: Change): Written | undefined {
  if (kind === 'pixel') return pixelAt(copy, at);
  return kind === 'link' ? wrappedLinkAt(copy, at, { raw: before.text, quote: quote ?? 'none' }) : undefined;
}
