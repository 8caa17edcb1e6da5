/** By this attribute a sender names a link for reports: `data-track-label="hero button"`. */
export const labelAttribute = 'data-track-label';

const maxLength = 80;
const ordinary = /^(?:[!-~]+(?: [!-~]+)*)?$/;
/** Controls, halves of characters, and what has no width or turns the direction; joiners belong to words and emoji. */
const unseen = /[[\p{Cc}\p{Cf}\p{Cs}]--[\s\u200C\u200D]]/gv;

/** What a link is called in reports: the name its sender gave it, or else what its reader reads; empty if there is neither. */
export function labelOf(text: string | undefined, attributes: ReadonlyMap<string, string> | undefined): string {
  return toLabel(attributes?.get(labelAttribute) ?? '') || toLabel(text ?? '');
}

/** A text as a label: one line of at most 80 characters, all of them visible. Merge tags stay as they are written. */
export function toLabel(text: string): string {
  const line = ordinary.test(text) ? text : text.replace(unseen, '').replace(/\s+/g, ' ').trim();
  if (line.length <= maxLength) return line;
  const characters = [...line];
  if (characters.length <= maxLength) return line;
  return `${characters
    .slice(0, maxLength - 1)
    .join('')
    .trimEnd()}…`;
}
