import type { Editor } from './editor.ts';
import { grapesjs } from './grapesjs.ts';
import { tinymce } from './tinymce.ts';

/** Every supported editor, in order of precedence: the first that recognises a root owns it. */
export const editors: readonly Editor[] = [tinymce, grapesjs];
