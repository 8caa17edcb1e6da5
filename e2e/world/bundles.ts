import { join } from 'node:path';
import { build } from 'vite';

/** What the fixtures of editors without a file for the browser use of them. */
const sources: Readonly<Record<string, string>> = {
  'tiptap.js': `
    export { Editor } from '@tiptap/core';
    export { Link } from '@tiptap/extension-link';
    export { StarterKit } from '@tiptap/starter-kit';`,
  'lexical.js': `
    export { createEditor, $getRoot, $createTextNode, $createParagraphNode } from 'lexical';
    export { LinkNode, $createLinkNode, $isLinkNode } from '@lexical/link';
    export { registerRichText } from '@lexical/rich-text';
    export { $generateHtmlFromNodes, $generateNodesFromDOM } from '@lexical/html';`,
  'slate.js': `
    export { createElement } from 'react';
    export { createRoot } from 'react-dom/client';
    export { createEditor, Editor, Transforms } from 'slate';
    export { Editable, Slate, withReact } from 'slate-react';`,
};

const bundles = new Map<string, Promise<string>>();

/** An editor from npm as one module for the browser; undefined for a name that no fixture has. */
export function bundle(name: string): Promise<string> | undefined {
  const source = sources[name];
  if (source === undefined) return undefined;
  const known = bundles.get(name) ?? bundleOf(source);
  bundles.set(name, known);
  return known;
}

async function bundleOf(source: string): Promise<string> {
  // As a file of this folder, from where its packages are found.
  const entry = join(import.meta.dirname, 'editor-of-npm.js');
  const virtual = {
    name: 'editor-of-npm',
    resolveId: (id: string) => (id === entry ? entry : undefined),
    load: (id: string) => (id === entry ? source : undefined),
  };
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [virtual],
    build: {
      write: false,
      target: 'es2024',
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { minify: true, codeSplitting: false },
      },
    },
  });
  if (!('output' in result)) throw new Error('The bundler did not return one bundle.');
  return result.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
}
