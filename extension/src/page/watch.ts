import type { Editor } from '../editors/editor.ts';
import { editors } from '../editors/registry.ts';
import { type FoundLink, linksOf } from './links.ts';

type Scope = Document | ShadowRoot;

/** The editors of a frame and the links of the mail in them. */
export interface FrameContent {
  readonly editors: readonly string[];
  readonly links: readonly FoundLink[];
}

export interface WatchOptions {
  readonly onChange: (content: FrameContent) => void;
  /** Called for each shadow root: the injected style sheet does not apply inside it. */
  readonly onShadowRoot: (root: ShadowRoot) => void;
  readonly signal: AbortSignal;
}

interface Root {
  readonly editor: Editor;
  readonly observer: MutationObserver;
}

/** Milliseconds without a change before the links are read again. */
const debounceMs = 100;

/** Whether a root belongs to none that was found: an editor owns what is in its root, and what its root is in. */
function isApart(root: Element, found: ReadonlyMap<Element, Editor>): boolean {
  return ![...found.keys()].some((other) => other.contains(root) || root.contains(other));
}

/** Watches a document and its open shadow roots for editing roots that appear, change or disappear. */
export function watch(document: Document, { onChange, onShadowRoot, signal }: WatchOptions): void {
  const scopes = new Map<Scope, MutationObserver>();
  const roots = new Map<Element, Root>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function watchRoot(root: Element, editor: Editor): void {
    const observer = new MutationObserver(scheduleRead);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    roots.set(root, { editor, observer });
  }

  function findRoots(): void {
    const found = new Map<Element, Editor>();
    for (const scope of scopes.keys()) {
      for (const editor of editors) {
        for (const root of editor.roots(scope)) if (isApart(root, found)) found.set(root, editor);
      }
    }
    for (const [root, { observer }] of roots) {
      if (found.has(root)) continue;
      observer.disconnect();
      roots.delete(root);
    }
    for (const [root, editor] of found) if (!roots.has(root)) watchRoot(root, editor);
  }

  function read(): void {
    findRoots();
    const ids = [...roots.values()].map(({ editor }) => editor.id);
    onChange({ editors: [...new Set(ids)], links: [...roots].flatMap(([root, { editor }]) => linksOf(editor, root)) });
  }

  function scheduleRead(): void {
    clearTimeout(timer);
    timer = setTimeout(read, debounceMs);
  }

  function watchScope(scope: Scope): void {
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) findShadowRoots(node);
      scheduleRead();
    });
    observer.observe(scope, { subtree: true, childList: true, attributeFilter: ['contenteditable'] });
    scopes.set(scope, observer);
    findShadowRoots(scope);
  }

  /** Watches shadow roots in a new part of the document. MutationObservers, unlike listeners, survive `document.open`. */
  function findShadowRoots(node: Node): void {
    if (!(node instanceof Element || node instanceof Document || node instanceof ShadowRoot)) return;
    const elements = node instanceof Element ? [node, ...node.querySelectorAll('*')] : node.querySelectorAll('*');
    for (const element of elements) {
      const shadow = element.shadowRoot;
      if (shadow === null || scopes.has(shadow)) continue;
      onShadowRoot(shadow);
      watchScope(shadow);
    }
  }

  watchScope(document);
  read();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    for (const observer of scopes.values()) observer.disconnect();
    for (const { observer } of roots.values()) observer.disconnect();
  });
}
