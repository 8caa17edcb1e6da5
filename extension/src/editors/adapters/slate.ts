import { type Editor, linksIn } from '../editor.ts';

/** Slate, whose page is drawn by the site that uses it. */
export const slate: Editor = {
  id: 'slate',
  roots: (scope) => [...scope.querySelectorAll('[data-slate-editor="true"][contenteditable="true"]')],
  links: linksIn,
};
