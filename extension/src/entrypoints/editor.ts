import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFrame } from '../page/frame.ts';
import markSheet from './marks.css?inline';

// An unlisted script, because the background registers it at run time, and because the frame of WXT's content scripts
// posts messages into the page and weighs 3 kB in every frame.
export default defineUnlistedScript(() => runFrame(markSheet));
