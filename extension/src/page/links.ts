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

/** As a mail is read when it is sent: a picture is its alternative text. */
function textOf(element: Element): string {
  if (element.localName === 'area') return collapseSpaces(element.getAttribute('alt'));
  if (element.querySelector('img[alt]') === null) return collapseSpaces(element.textContent);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue;
    else if (node.nodeName.toLowerCase() === 'img') text += ` ${(node as Element).getAttribute('alt') ?? ''} `;
  }
  return collapseSpaces(text);
}

function nameOf(element: Element): string {
  return collapseSpaces(element.getAttribute('aria-label') || element.getAttribute('title'));
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
        text: textOf(element),
        label: nameOf(element),
        attributes: [...element.attributes]
          .filter(({ name }) => !omittedAttributes.test(name.toLowerCase()))
          .map(({ name, value }) => [name.toLowerCase(), value] as const),
        ...(around && { around }),
      },
    };
  });
}
