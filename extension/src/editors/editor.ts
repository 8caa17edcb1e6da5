/** A link in the mail that is written, and its address as the editor will save it. */
export interface EditorLink {
  readonly element: Element;
  readonly href: string;
}

/** What Waymark knows about one kind of editor. Adapters only look; they never change the editor's document. */
export interface Editor {
  /** Also the name of its file and its fixture. */
  readonly id: string;
  /** The elements that hold a mail being written, in a document or in one shadow root of it. */
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
