import { type Editor, linksIn } from '../editor.ts';

/** Quill. What its page shows is what it saves: it replaces addresses of schemes it does not know by `about:blank`. */
export const quill: Editor = {
  id: 'quill',
  roots: (scope) => [...scope.querySelectorAll('.ql-editor[contenteditable="true"]')],
  links: linksIn,
};
