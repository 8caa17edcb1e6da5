import type { Editor } from '../editor.ts';
import { modelLinksIn } from '../model-links.ts';

/** CKEditor 5. Its page shows `#` for addresses of schemes it was not told to allow, which its model keeps and saves. */
export const ckeditor5: Editor = {
  id: 'ckeditor5',
  roots: (scope) => [...scope.querySelectorAll('.ck-editor__editable[contenteditable="true"]')],
  links: modelLinksIn,
};
