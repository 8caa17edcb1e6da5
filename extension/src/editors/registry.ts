import { ckeditor4 } from './adapters/ckeditor4.ts';
import { ckeditor5 } from './adapters/ckeditor5.ts';
import { generic } from './adapters/generic.ts';
import { gmail } from './adapters/gmail.ts';
import { grapesjs } from './adapters/grapesjs.ts';
import { lexical } from './adapters/lexical.ts';
import { outlook } from './adapters/outlook.ts';
import { prosemirror } from './adapters/prosemirror.ts';
import { quill } from './adapters/quill.ts';
import { slate } from './adapters/slate.ts';
import { summernote } from './adapters/summernote.ts';
import { tinymce } from './adapters/tinymce.ts';
import { trix } from './adapters/trix.ts';
import type { Editor } from './editor.ts';

/** Every supported editor, in order of precedence: the first that recognises a root owns it, and all that is in it. */
export const editors: readonly Editor[] = [
  tinymce,
  grapesjs,
  ckeditor5,
  ckeditor4,
  prosemirror,
  lexical,
  quill,
  slate,
  trix,
  summernote,
  gmail,
  outlook,
  generic,
];
