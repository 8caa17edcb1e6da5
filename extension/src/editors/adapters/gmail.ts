import { type Editor, linksIn } from '../editor.ts';

/** Gmail's compose windows and replies. The label of the field is translated; `g_editable` is not. */
export const gmail: Editor = {
  id: 'gmail',
  roots: (scope) => [...scope.querySelectorAll('.editable[g_editable="true"][contenteditable="true"]')],
  links: linksIn,
};
