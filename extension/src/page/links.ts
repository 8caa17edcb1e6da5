import type { Editor } from '../editors/editor.ts';
import type { PageLink } from '../protocol.ts';

/** A link in the document, and what is told about it. */
export interface SeenLink {
  readonly element: Element;
  readonly link: PageLink;
}

const collapsed = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
/** What the editor keeps for itself, and what may be long without saying anything about a link. */
const untold = /^(?:href|style|data-mce-.*|data-gjs-.*)$/;

/** An area has no box of its own: its map's image has. */
function isShown(element: Element): boolean {
  return element.localName === 'area' || element.getClientRects().length > 0;
}

function labelOf(element: Element): string {
  const image = element.querySelector('img[alt]');
  return collapsed(
    image?.getAttribute('alt') ||
      element.getAttribute('aria-label') ||
      element.getAttribute('alt') ||
      element.getAttribute('title'),
  );
}

/** The links of a root in the order of the document, without those that nobody sees. */
export function linksOf(editor: Editor, root: Element): readonly SeenLink[] {
  return editor
    .links(root)
    .filter(({ element }) => isShown(element))
    .map(({ element, href }) => ({
      element,
      link: {
        href,
        text: collapsed(element.textContent),
        label: labelOf(element),
        attributes: [...element.attributes]
          .filter(({ name }) => !untold.test(name.toLowerCase()))
          .map(({ name, value }) => [name.toLowerCase(), value] as const),
      },
    }));
}
