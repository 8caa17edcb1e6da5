import { type DomainState, domainStates } from '@waymark/core';
import type { api } from '../api/client.ts';

type Input = Parameters<typeof api.domains.list.query>[0] & object;
type Order = NonNullable<Input['order']>;

export const orders = ['host', 'oldest_check', 'newest_check'] as const satisfies readonly Order[];

/** What the address of the list says. */
export interface Asked {
  readonly input: {
    readonly search?: string;
    readonly state?: DomainState;
    readonly order?: Order;
    readonly cursor?: string;
    readonly limit: number;
  };
  readonly isAdding: boolean;
}

const pageLength = 50;
/** The API takes no longer text. */
const maxSearch = 200;

/** Reads the address; what it does not understand it leaves out. */
export function askedBy(query: Readonly<Record<string, string>>): Asked {
  const state = domainStates.find((one) => one === query['state']);
  const order = orders.find((one) => one === query['order']);
  const search = query['search']?.slice(0, maxSearch);
  const cursor = query['after'];
  return {
    input: {
      limit: pageLength,
      ...(search && { search }),
      ...(state && { state }),
      ...(order && { order }),
      ...(cursor && { cursor }),
    },
    isAdding: 'add' in query,
  };
}

/** The address that says it. */
export function addressOf({ input: { search, state, order, cursor }, isAdding }: Asked): string {
  const said = {
    ...(search && { search }),
    ...(state && { state }),
    ...(order && { order }),
    ...(cursor && { after: cursor }),
  };
  const query = new URLSearchParams({ ...said, ...(isAdding && { add: '' }) }).toString();
  return query === '' ? '/settings/domains' : `/settings/domains?${query}`;
}

/** The same list with something else asked of it: from its first page, unless a page is named. */
export function changed({ input, ...asked }: Asked, change: Partial<Asked['input']>): Asked {
  const { cursor: _, ...kept } = input;
  return { ...asked, input: { ...kept, ...change } };
}

/** Whether less than all domains are asked for. */
export function isNarrowed({ input: { search, state, cursor } }: Asked): boolean {
  return search !== undefined || state !== undefined || cursor !== undefined;
}
