/** Reads an editor's own model, in the world of the page. */
export interface Model {
  /**
   * What the editor will save as the address of an element: undefined for an element that is no link, or of which its
   * model says nothing.
   */
  hrefOf(element: Element): string | undefined;
}

/** Finds the model behind an editor's root; undefined for an element of another editor. */
export type FindModel = (root: Element) => Model | undefined;

/** What a property of a page's object is, whose shape nobody promises. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The text in a property, at the end of a path of properties. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce(property, value);
  return typeof found === 'string' ? found : undefined;
}
