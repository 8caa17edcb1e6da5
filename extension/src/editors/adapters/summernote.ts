import { type Editor, linksIn } from '../editor.ts';

/** Summernote, in the page. */
export const summernote: Editor = {
  id: 'summernote',
  roots: (scope) => [...scope.querySelectorAll('.note-editable[contenteditable="true"]')],
  links: linksIn,
};
