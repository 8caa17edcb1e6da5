/** The part of a DOM element that marks need; component models of builders can provide it too. */
export interface Markable {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

const attribute = 'data-track';

/** Whether the author marked this link with `data-track="off"`. */
export function readMark(link: Pick<Markable, 'getAttribute'>): 'off' | undefined {
  return link.getAttribute(attribute)?.trim().toLowerCase() === 'off' ? 'off' : undefined;
}

/** Adds or removes the opt-out mark of a link. */
export function writeMark(link: Markable, mark: 'off' | undefined): void {
  if (mark === undefined) link.removeAttribute(attribute);
  else link.setAttribute(attribute, mark);
}
