import { type Editor, linksIn } from '../editor.ts';

/** Outlook on the web: each compose pane counts its `editorParent_…` up. */
export const outlook: Editor = {
  id: 'outlook',
  roots: (scope) => [...scope.querySelectorAll('[id^="editorParent_"] [role="textbox"][contenteditable="true"]')],
  links: linksIn,
};
