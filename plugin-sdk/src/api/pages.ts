/** A stretch of a list, as the API answers it. */
export interface Page<Item> {
  readonly data: readonly Item[];
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
}

/** What a page is asked for with. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** The most that the server puts into a page. */
const limit = 500;

/**
 * Everything in a list, read page by page: `everyPage((page) => api.domains.list.query({ search: 'brand', ...page }))`.
 */
export async function everyPage<Item>(read: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read({ limit, ...(cursor !== null && { cursor }) });
    all.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
