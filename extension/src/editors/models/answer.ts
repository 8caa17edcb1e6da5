import { findCkEditor5 } from './ckeditor5.ts';
import { findLexical } from './lexical.ts';
import type { FindModel, Model } from './model.ts';
import { findProseMirror } from './prosemirror.ts';
import { type ModelLink, modelAnswer, modelQuestion } from './protocol.ts';

const models: readonly FindModel[] = [findCkEditor5, findProseMirror, findLexical];

function modelOf(root: Element): Model | undefined {
  for (const find of models) {
    const model = find(root);
    if (model !== undefined) return model;
  }
  return undefined;
}

/**
 * Answers for the models of the page's editors. Without an answer, as where an editor of a later version is built in
 * another way, what the document shows counts.
 */
export function answerModelQuestions(): void {
  window.addEventListener(
    modelQuestion,
    ({ target }) => {
      if (!(target instanceof Element)) return;
      try {
        const model = modelOf(target);
        if (model === undefined) return;
        const links = [...target.querySelectorAll('*')].flatMap((element, index): readonly ModelLink[] => {
          const href = model.hrefOf(element);
          return href === undefined ? [] : [[index, href]];
        });
        target.dispatchEvent(new CustomEvent(modelAnswer, { detail: JSON.stringify(links) }));
      } catch {
        // An editor of another version than was looked at here.
      }
    },
    { capture: true },
  );
}
