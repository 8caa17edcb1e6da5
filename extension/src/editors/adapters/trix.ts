import { type Editor, linksIn } from '../editor.ts';

/** Trix, an element of its own that is edited in place. */
export const trix: Editor = {
  id: 'trix',
  roots: (scope) => [...scope.querySelectorAll('trix-editor')],
  links: linksIn,
};
