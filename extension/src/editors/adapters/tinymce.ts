import { type Editor, linksIn } from '../editor.ts';

/**
 * TinyMCE 5 to 8, in its frame (`body.mce-content-body`) and inline. It keeps the address that it will save in
 * `data-mce-href`, and marks what it adds for its own use with `data-mce-bogus`.
 */
export const tinymce: Editor = {
  id: 'tinymce',
  roots: (scope) => [...scope.querySelectorAll('.mce-content-body[contenteditable="true"]')],
  links: (root) =>
    linksIn(root)
      .filter(({ element }) => element.closest('[data-mce-bogus]') === null)
      .map(({ element, href }) => ({ element, href: element.getAttribute('data-mce-href') ?? href })),
};
