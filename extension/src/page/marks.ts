import { marks as allMarks, type Mark } from '../protocol.ts';

const nameOf = (mark: Mark) => `waymark-${mark}`;
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

interface Painted {
  readonly element: Element;
  readonly mark: Mark | undefined;
  /** A range keeps its length, so a link whose number of children changed needs a new one. */
  readonly children: number;
}

let painted: readonly Painted[] = [];

/** Paints each link by its mark. Highlights are not part of the document: no node, attribute or style changes. */
export function paint(elements: readonly Element[], marks: readonly Mark[]): void {
  const next = elements.map((element, index) => ({
    element,
    mark: marks[index],
    children: element.childNodes.length,
  }));
  const same = ({ element, mark, children }: Painted, index: number) =>
    painted[index]?.element === element && painted[index].mark === mark && painted[index].children === children;
  if (next.length === painted.length && next.every(same)) return;
  painted = next;
  for (const mark of allMarks) {
    set(
      nameOf(mark),
      elements.filter((_, index) => marks[index] === mark),
    );
  }
}

/** Emphasises one link and scrolls it into view; undefined clears the emphasis. */
export function emphasise(element: Element | undefined): void {
  set(emphasised, element ? [element] : [], 1);
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Removes all highlights. */
export function clearMarks(): void {
  painted = [];
  for (const name of [...allMarks.map(nameOf), emphasised]) CSS.highlights.delete(name);
}
