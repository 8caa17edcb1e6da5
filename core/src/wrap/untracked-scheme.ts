import type { Edit } from '../mail/edits.ts';
import type { ScannedLink } from '../mail/link-collector.ts';

const untracked = /^(\s*https?)\+notrack(?=:\/\/)/i;

/**
 * No mail program opens `https+notrack://…`, by which Postal's senders ask for an untracked link: the scheme becomes an
 * ordinary one and the wish moves into our own mark, so that a second wrapping still finds it.
 */
export function plainScheme(link: ScannedLink): Edit | undefined {
  if (!untracked.test(link.raw)) return undefined;
  const { quote } = link;
  const mark = quote === '' ? 'off' : `${quote}off`;
  return { ...link.value, text: `${link.raw.replace(untracked, '$1')}${quote} data-track=${mark}` };
}
