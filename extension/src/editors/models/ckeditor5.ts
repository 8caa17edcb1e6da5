import { type FindModel, property } from './model.ts';

/** The part of CKEditor 5 that is asked here, after its API documentation. */
interface CkEditor {
  readonly editing: {
    readonly view: {
      readonly domConverter: { mapDomToView(element: Element): object | undefined };
      createRangeOn(viewElement: object): object;
      createRangeIn(viewElement: object): object;
    };
    readonly mapper: { toModelRange(viewRange: object): ModelRange };
  };
}

interface ModelRange {
  getItems(): Iterable<{ getAttribute(name: string): unknown }>;
}

/** CKEditor 5 hangs itself at its root, and maps elements of the page to ranges of its model. */
export const findCkEditor5: FindModel = (root) => {
  const editor = property(root, 'ckeditorInstance') as CkEditor | undefined;
  if (editor === undefined) return undefined;
  const { view, mapper } = editor.editing;
  return {
    hrefOf(element) {
      if (element.localName !== 'a') return undefined;
      const link = view.domConverter.mapDomToView(element);
      if (link === undefined) return undefined;
      for (const range of [view.createRangeIn(link), view.createRangeOn(link)]) {
        for (const item of mapper.toModelRange(range).getItems()) {
          const href = item.getAttribute('linkHref');
          if (typeof href === 'string') return href;
        }
      }
      return element.getAttribute('href') ?? undefined;
    },
  };
};
