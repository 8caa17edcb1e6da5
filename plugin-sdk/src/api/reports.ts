import type { ApiInputs, ApiOutputs, WaymarkApi } from '#api';
import { invalidInput } from './invalid-input.ts';
import { everyPage } from './pages.ts';

type Listed<List extends keyof ApiOutputs['mailings']> = ApiOutputs['mailings'][List] extends {
  data: readonly (infer Row)[];
}
  ? readonly Row[]
  : never;

interface Options {
  /** Whose events count: people's, as on every screen, or all. Default 'human'. */
  readonly traffic?: ApiInputs['mailings']['get']['traffic'];
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The figures of a mailing, by the id that `prepare` returned. Lists are whole: all pages are read. */
export interface Reports {
  /** One mailing with its figures. */
  mailing(mailingId: string, options?: Options): Promise<ApiOutputs['mailings']['get']>;
  /** Its links, each place for itself, in the order of the mail. */
  links(mailingId: string, options?: Options): Promise<Listed<'links'>>;
  /** Its destinations, all places that lead to one together. */
  destinations(mailingId: string, options?: Options): Promise<Listed<'destinations'>>;
  /** Its days (UTC). */
  daily(mailingId: string, options?: Options): Promise<Listed<'daily'>>;
}

/** The calls that return figures. */
export function reportsOf({ mailings }: Pick<WaymarkApi, 'mailings'>): Reports {
  return {
    mailing: async (mailingId, { traffic, signal } = {}) => {
      assertMailingId(mailingId);
      return mailings.get.query({ mailingId, traffic }, signal && { signal });
    },
    links: async (mailingId, { traffic, signal } = {}) => {
      assertMailingId(mailingId);
      return everyPage((page) => mailings.links.query({ mailingId, traffic, ...page }, signal && { signal }));
    },
    destinations: async (mailingId, { traffic, signal } = {}) => {
      assertMailingId(mailingId);
      return everyPage((page) => mailings.destinations.query({ mailingId, traffic, ...page }, signal && { signal }));
    },
    daily: async (mailingId, { traffic, signal } = {}) => {
      assertMailingId(mailingId);
      return everyPage((page) => mailings.daily.query({ mailingId, traffic, ...page }, signal && { signal }));
    },
  };
}

/** A mailing that could not be wrapped has no id: asking about it is a mistake that is told before anything is sent. */
function assertMailingId(id: unknown): void {
  if (typeof id === 'string' && /^mlg_\d+$/.test(id)) return;
  throw invalidInput(`a mailing's id looks like mlg_42, and this is ${String(id)}.`);
}
