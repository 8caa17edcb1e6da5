import type { Editor } from './editor.ts';
import { grapesjs } from './grapesjs.ts';
import { tinymce } from './tinymce.ts';

/** Every editor Waymark reads, in order of trial: the first that knows a root keeps it. */
export const editors: readonly Editor[] = [tinymce, grapesjs];
