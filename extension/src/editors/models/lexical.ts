import { type FindModel, property, textAt } from './model.ts';

/** Lexical hangs its editor at the root and the key of a node at each element (`__lexicalKey_…`). */
export const findLexical: FindModel = (root) => {
  const editor = property(root, '__lexicalEditor');
  const key = textAt(editor, '_key');
  const nodes = property(property(editor, '_editorState'), '_nodeMap');
  if (key === undefined || !(nodes instanceof Map)) return undefined;
  return {
    hrefOf: (element) =>
      element.localName === 'a' ? textAt(nodes.get(property(element, `__lexicalKey_${key}`)), '__url') : undefined,
  };
};
