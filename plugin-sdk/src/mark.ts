/** The part of a DOM element that marks need; component models of builders can provide it too. */
export interface Markable {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

const attribute = 'data-track';

/**
 * The author's mark on a link, `data-track`: `off` keeps it out of tracking, `on` has it wrapped, just as it is written,
 * although it looks like a merge tag, an app link, an unsubscribe link or a one-time link.
 */
export type LinkMark = 'off' | 'on';

/** The mark that the author gave this link. */
export function readMark(link: Pick<Markable, 'getAttribute'>): LinkMark | undefined {
  const written = link.getAttribute(attribute)?.trim().toLowerCase();
  return written === 'off' || written === 'on' ? written : undefined;
}

/** Sets or removes the mark of a link. */
export function writeMark(link: Markable, mark: LinkMark | undefined): void {
  if (mark === undefined) link.removeAttribute(attribute);
  else link.setAttribute(attribute, mark);
}
