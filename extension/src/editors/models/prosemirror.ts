import { type FindModel, property, textAt } from './model.ts';

/**
 * ProseMirror hangs the description of a view at each of its elements (`pmViewDesc`): a mark for links, a node for
 * buttons and pictures that have an address of their own.
 */
export const findProseMirror: FindModel = (root) => {
  if (property(root, 'pmViewDesc') === undefined) return undefined;
  return {
    hrefOf(element) {
      const view = property(element, 'pmViewDesc');
      const mark = textAt(view, 'mark', 'attrs', 'href');
      if (mark !== undefined) return mark;
      // Inner elements of a node are described by it, too.
      if (property(view, 'dom') !== element) return undefined;
      return textAt(view, 'node', 'attrs', 'href') || textAt(view, 'node', 'attrs', 'url') || undefined;
    },
  };
};
