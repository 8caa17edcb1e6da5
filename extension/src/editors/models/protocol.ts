/** Asks for the links of the editor in the element that the event is sent to. */
export const modelQuestion = 'waymark:links';
/** The answer, sent to the same element; its detail is text, since objects do not pass between worlds in Firefox. */
export const modelAnswer = 'waymark:links-answer';

/** A link by the place of its element in `root.querySelectorAll('*')`, and the address the editor will save. */
export type ModelLink = readonly [index: number, href: string];

/** Reads an answer, which any script of the page may have sent; undefined for what is none. */
export function readModelAnswer(detail: unknown): readonly ModelLink[] | undefined {
  if (typeof detail !== 'string') return undefined;
  try {
    const links: unknown = JSON.parse(detail);
    return Array.isArray(links) && links.every(isModelLink) ? links : undefined;
  } catch {
    return undefined;
  }
}

function isModelLink(value: unknown): value is ModelLink {
  return Array.isArray(value) && value.length === 2 && Number.isInteger(value[0]) && typeof value[1] === 'string';
}
