import { type Editor, linksIn } from '../editor.ts';

/**
 * GrapesJS with its newsletter and MJML presets. The canvas is a same-origin frame that GrapesJS fills with
 * `document.write`; the mail is the component of type `wrapper` in it.
 */
export const grapesjs: Editor = {
  id: 'grapesjs',
  roots: (scope) => [...scope.querySelectorAll('[data-gjs-type="wrapper"]')],
  links: linksIn,
};
