import type { ApiOutputs, WaymarkApi } from '#api';
import { invalidInput } from './invalid-input.ts';

/** A recipient id, as it was handed to `render`. */
export type RecipientId = string | number;

interface Options {
  /** Ends the call; what was done until then stays done. */
  readonly signal?: AbortSignal;
}

/** What recipients may ask for. Any number of ids: they are sent 1,000 at a time, one call after the other. */
export interface Recipients {
  /** Stores nothing of these recipients any more, for mail already sent too. Returns how many ids that were. */
  optOut(ids: RecipientId | readonly RecipientId[], options?: Options): Promise<{ readonly ids: number }>;
  /** Stores events of these recipients again. */
  optIn(ids: RecipientId | readonly RecipientId[], options?: Options): Promise<{ readonly ids: number }>;
  /** Deletes the events of these recipients, also those on their way. Returns how many events were there. */
  erase(ids: RecipientId | readonly RecipientId[], options?: Options): Promise<{ readonly events: number }>;
  /** Everything that is stored of one recipient. */
  export(id: RecipientId, options?: Options): Promise<ApiOutputs['recipients']['export']>;
}

/** The server's limit of ids in a call. */
const maxIds = 1000;

/** The calls about recipients; each checks every id before it sends one. */
export function recipientsOf({ recipients }: Pick<WaymarkApi, 'recipients'>): Recipients {
  const each = async (given: RecipientId | readonly RecipientId[], call: (ids: RecipientId[]) => Promise<number>) => {
    const ids = typeof given === 'object' ? given : [given];
    if (ids.length === 0) throw invalidInput('there is no recipient id.');
    ids.forEach(assertId);
    let sum = 0;
    for (let from = 0; from < ids.length; from += maxIds) sum += await call(ids.slice(from, from + maxIds));
    return sum;
  };
  return {
    optOut: async (given, options) => ({
      ids: await each(given, async (recipientIds) => (await recipients.optOut.mutate({ recipientIds }, options)).ids),
    }),
    optIn: async (given, options) => ({
      ids: await each(given, async (recipientIds) => (await recipients.optIn.mutate({ recipientIds }, options)).ids),
    }),
    erase: async (given, options) => ({
      events: await each(
        given,
        async (recipientIds) => (await recipients.erase.mutate({ recipientIds }, options)).events,
      ),
    }),
    export: async (recipientId, options) => {
      assertId(recipientId);
      return recipients.export.mutate({ recipientId }, options);
    },
  };
}

/** As the server, which says the same. */
function assertId(id: unknown): void {
  const isText =
    typeof id === 'string' && id.length > 0 && id.length <= 512 && !/\p{Cc}/u.test(id) && id.isWellFormed();
  if (isText || (Number.isSafeInteger(id) && Number(id) >= 0)) return;
  throw invalidInput('a recipient id has to be text of 1 to 512 characters, or a whole number.');
}
