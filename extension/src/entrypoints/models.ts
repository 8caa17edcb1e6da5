import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerModelQuestions } from '../editors/models/answer.ts';

interface Answering {
  waymarkModels?: true;
}

// The page's own world has the editors' objects, and nothing of the extension. It may run more than once in a page.
export default defineUnlistedScript(() => {
  const page: typeof globalThis & Answering = globalThis;
  if (page.waymarkModels) return;
  page.waymarkModels = true;
  answerModelQuestions();
});
