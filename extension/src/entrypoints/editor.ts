import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFrame } from '../page/frame.ts';
import markSheet from './marks.css?inline';

// An unlisted script, because the background registers it at run time, and because WXT's wrapper for content scripts
// posts messages into the page and adds 3 kB to every frame.
export default defineUnlistedScript(() => runFrame(markSheet));
