import { type Editor, linksIn } from '../editor.ts';

const editable = '[contenteditable]:not([contenteditable="false"])';

/**
 * Any other field in which rich text with links is edited, such as those of Mailchimp and HubSpot, of whose structure
 * nothing public is known. A field without a link may be a chat or a search, and is left alone until it has one.
 */
export const generic: Editor = {
  id: 'generic',
  roots: (scope) => {
    if (scope instanceof Document && scope.designMode === 'on') return scope.body ? [scope.body] : [];
    return [...scope.querySelectorAll(editable)].filter(
      (element) => !element.parentElement?.closest(editable) && element.querySelector('a[href], area[href]') !== null,
    );
  },
  links: linksIn,
};
