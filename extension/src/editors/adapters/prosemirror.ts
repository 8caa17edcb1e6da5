import type { Editor } from '../editor.ts';
import { modelLinksIn } from '../model-links.ts';

/**
 * ProseMirror and what is built on it: TipTap, maily. Its page shows no address for schemes it was not told to allow,
 * and maily's buttons have theirs in the model only.
 */
export const prosemirror: Editor = {
  id: 'prosemirror',
  roots: (scope) => [...scope.querySelectorAll('.ProseMirror[contenteditable="true"]')],
  links: modelLinksIn,
};
