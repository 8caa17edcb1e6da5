import type { Editor } from '../editors/editor.ts';
import type { PageLink } from '../protocol.ts';
import { wordsAround } from './around.ts';

/** A link in the document, and the report about it. */
export interface FoundLink {
  readonly element: Element;
  readonly link: PageLink;
}

const collapseSpaces = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
/** Attributes that only the editor uses, or that may be long and say nothing about a link. */
const omittedAttributes = /^(?:href|style|data-mce-.*|data-gjs-.*)$/;

/** An area has no box of its own, but the image of its map has one. */
function isShown(element: Element): boolean {
  return element.localName === 'area' || element.getClientRects().length > 0;
}

function labelOf(element: Element): string {
  const image = element.querySelector('img[alt]');
  return collapseSpaces(
    image?.getAttribute('alt') ||
      element.getAttribute('aria-label') ||
      element.getAttribute('alt') ||
      element.getAttribute('title'),
  );
}

/** The visible links of a root in document order. */
export function linksOf(editor: Editor, root: Element): readonly FoundLink[] {
  const shown = editor.links(root).filter(({ element }) => isShown(element));
  if (shown.length === 0) return [];
  const aroundOf = wordsAround(root);
  return shown.map(({ element, href }) => {
    const around = aroundOf(element);
    return {
      element,
      link: {
        href,
        text: collapseSpaces(element.textContent),
        label: labelOf(element),
        attributes: [...element.attributes]
          .filter(({ name }) => !omittedAttributes.test(name.toLowerCase()))
          .map(({ name, value }) => [name.toLowerCase(), value] as const),
        ...(around && { around }),
      },
    };
  });
}
