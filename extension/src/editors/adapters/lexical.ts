import type { Editor } from '../editor.ts';
import { modelLinksIn } from '../model-links.ts';

/** Lexical. Its page shows `about:blank` for schemes it does not know, and `https://` before merge tags. */
export const lexical: Editor = {
  id: 'lexical',
  roots: (scope) => [...scope.querySelectorAll('[data-lexical-editor="true"][contenteditable="true"]')],
  links: modelLinksIn,
};
