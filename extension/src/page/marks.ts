import type { Mark } from '../protocol.ts';

const names: Readonly<Record<Mark, string>> = {
  leave: 'waymark-leave',
  wrap: 'waymark-wrap',
  warning: 'waymark-warning',
  refuse: 'waymark-refuse',
};
const emphasised = 'waymark-here';

function rangeOver(element: Element): Range {
  const range = new Range();
  range.selectNodeContents(element);
  return range;
}

function set(name: string, elements: readonly Element[], priority = 0): void {
  const highlight = new Highlight(...elements.map(rangeOver));
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/** Paints each link by its mark. Highlights live beside the document: no node, attribute or style of it changes. */
export function paint(elements: readonly Element[], marks: readonly Mark[]): void {
  for (const mark of Object.keys(names) as Mark[]) {
    set(
      names[mark],
      elements.filter((_, index) => marks[index] === mark),
    );
  }
}

/** Emphasises one link and brings it into view, or emphasises none. */
export function emphasise(element: Element | undefined): void {
  set(emphasised, element ? [element] : [], 1);
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Takes all paint away. */
export function clearMarks(): void {
  for (const name of [...Object.values(names), emphasised]) CSS.highlights.delete(name);
}
