import type { Editor } from '../editors/editor.ts';
import { editors } from '../editors/registry.ts';
import { linksOf, type SeenLink } from './links.ts';

type Scope = Document | ShadowRoot;

/** What is being written in a frame. */
export interface Seen {
  readonly editors: readonly string[];
  readonly links: readonly SeenLink[];
}

export interface WatchOptions {
  readonly onChange: (seen: Seen) => void;
  /** A shadow root was found: the browser's injected style sheet does not reach into it. */
  readonly onShadowRoot: (root: ShadowRoot) => void;
  readonly signal: AbortSignal;
}

interface Root {
  readonly editor: Editor;
  readonly observer: MutationObserver;
}

/** Milliseconds without a change before the links are read again. */
const pause = 100;

/** Follows the editing roots of a document and its open shadow roots: those that appear, change, or go. */
export function watch(document: Document, { onChange, onShadowRoot, signal }: WatchOptions): void {
  const scopes = new Map<Scope, MutationObserver>();
  const roots = new Map<Element, Root>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function follow(root: Element, editor: Editor): void {
    const observer = new MutationObserver(soon);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    roots.set(root, { editor, observer });
  }

  function findRoots(): void {
    const found = new Map<Element, Editor>();
    for (const scope of scopes.keys()) {
      for (const editor of editors) {
        for (const root of editor.roots(scope)) if (!found.has(root)) found.set(root, editor);
      }
    }
    for (const [root, { observer }] of roots) {
      if (found.has(root)) continue;
      observer.disconnect();
      roots.delete(root);
    }
    for (const [root, editor] of found) if (!roots.has(root)) follow(root, editor);
  }

  function read(): void {
    findRoots();
    const used = [...roots.values()].map(({ editor }) => editor.id);
    onChange({ editors: [...new Set(used)], links: [...roots].flatMap(([root, { editor }]) => linksOf(editor, root)) });
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(read, pause);
  }

  function enter(scope: Scope): void {
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) visit(node);
      soon();
    });
    observer.observe(scope, { subtree: true, childList: true, attributeFilter: ['contenteditable'] });
    scopes.set(scope, observer);
    visit(scope);
  }

  /** Looks for shadow roots in what is new. MutationObservers, unlike listeners, survive `document.open`. */
  function visit(node: Node): void {
    if (!(node instanceof Element || node instanceof Document || node instanceof ShadowRoot)) return;
    const elements = node instanceof Element ? [node, ...node.querySelectorAll('*')] : node.querySelectorAll('*');
    for (const element of elements) {
      const shadow = element.shadowRoot;
      if (shadow === null || scopes.has(shadow)) continue;
      onShadowRoot(shadow);
      enter(shadow);
    }
  }

  enter(document);
  read();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    for (const observer of scopes.values()) observer.disconnect();
    for (const { observer } of roots.values()) observer.disconnect();
  });
}
