/**
 * Why links that a copy has lead nowhere:
 *
 * - `host_taken`: in the database, their host is another domain's
 * - `account_lost`: the database does not have their account
 * - `ids_taken`: the database gave their ids, or their domain's key id, to others after it had parted from the copy's
 */
export type DeadReason = 'host_taken' | 'account_lost' | 'ids_taken';

/** What a copy of the links could not give back, of one host. */
export interface DeadLinks {
  readonly host: string;
  readonly reason: DeadReason;
  readonly mailings: number;
  readonly links: number;
}

/** All of it, and where the copy is kept that has it, or why it could not be. */
export interface NotGivenBack {
  readonly dead: readonly DeadLinks[];
  readonly copy: { readonly folder: string } | { readonly failure: string };
}

const reasons: Readonly<Record<DeadReason, string>> = {
  host_taken: "where the host is another tracking domain's in the database",
  account_lost: 'of an account that the database does not have',
  ids_taken: 'whose ids the database gave to others',
};
/** Hosts in a sentence; the log has all of them. */
const maxHosts = 10;

/** Says what is answered 404, and where the copy that has it is. */
export function explainNotGivenBack({ dead, copy }: NotGivenBack): string {
  const total = dead.reduce((sum, { links }) => sum + links, 0);
  const hosts = dead
    .slice(0, maxHosts)
    .map(({ host, reason, mailings, links }) => `${host} (mailings ${mailings}, links ${links}, ${reasons[reason]})`);
  const more = dead.length > maxHosts ? [`${dead.length - maxHosts} more`] : [];
  const place =
    'folder' in copy
      ? `The copy that has them is kept in ${copy.folder}.`
      : `The copy that has them could not be set aside: ${copy.failure}.`;
  return `Not given back are links ${total}, which are answered 404: ${[...hosts, ...more].join('; ')}. ${place}`;
}
