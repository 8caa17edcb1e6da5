import type { Edit } from '../mail/edits.ts';
import type { ScannedLink } from '../mail/link-collector.ts';

const untracked = /^(\s*https?)\+notrack(?=:\/\/)/i;

/**
 * No mail program opens `https+notrack://…`, Postal's scheme for untracked links: it is replaced by a plain scheme and
 * our own opt-out mark, so that a second wrapping still respects it.
 */
export function plainScheme(link: ScannedLink): Edit | undefined {
  if (!untracked.test(link.raw)) return undefined;
  const { quote } = link;
  const mark = quote === '' ? 'off' : `${quote}off`;
  return { ...link.value, text: `${link.raw.replace(untracked, '$1')}${quote} data-track=${mark}` };
}
