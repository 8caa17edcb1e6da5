import { type Editor, linksIn } from '../editor.ts';

/**
 * CKEditor 4, in its frame (`body.cke_editable`) and inline. It keeps the address that it will save in
 * `data-cke-saved-href`, and marks what it adds for its own use with `data-cke-temp`.
 */
export const ckeditor4: Editor = {
  id: 'ckeditor4',
  roots: (scope) => [...scope.querySelectorAll('.cke_editable[contenteditable="true"]')],
  links: (root) =>
    linksIn(root)
      .filter(({ element }) => element.closest('[data-cke-temp]') === null)
      .map(({ element, href }) => ({ element, href: element.getAttribute('data-cke-saved-href') ?? href })),
};
