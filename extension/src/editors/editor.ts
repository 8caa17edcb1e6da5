/** A link in the mail being written, and its address as the editor will save it. */
export interface EditorLink {
  readonly element: Element;
  readonly href: string;
}

/** Support for one kind of editor. Adapters only read; they never change the editor's document. */
export interface Editor {
  /** Also the name of its file and its fixture. */
  readonly id: string;
  /** The elements that contain the mail being written, in a document or one of its shadow roots. */
  roots(scope: Document | ShadowRoot): readonly Element[];
  /** The links of the mail in a root, without what the editor adds for its own use. */
  links(root: Element): readonly EditorLink[];
}

/** Links of a root as the document has them: the raw attribute, because `.href` resolves merge tags against the page. */
export function linksIn(root: Element): readonly EditorLink[] {
  return [...root.querySelectorAll('a[href], area[href]')].map((element) => ({
    element,
    href: element.getAttribute('href') ?? '',
  }));
}
