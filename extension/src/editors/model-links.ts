import { type EditorLink, linksIn } from './editor.ts';
import { modelAnswer, modelQuestion, readModelAnswer } from './models/protocol.ts';

/**
 * Links of a root as the editor's own model has them, which is what it saves; as the document has them where the model
 * does not answer. The model belongs to the page, where `models.js` runs: it hears events, and answers while it hears.
 */
export function modelLinksIn(root: Element): readonly EditorLink[] {
  let answer: unknown;
  const listen = (event: Event) => {
    answer = event instanceof CustomEvent ? event.detail : undefined;
  };
  root.addEventListener(modelAnswer, listen);
  root.dispatchEvent(new CustomEvent(modelQuestion));
  root.removeEventListener(modelAnswer, listen);

  const links = readModelAnswer(answer);
  if (links === undefined) return linksIn(root);
  const elements = root.querySelectorAll('*');
  return links.flatMap(([index, href]) => {
    const element = elements[index];
    return element ? [{ element, href }] : [];
  });
}
