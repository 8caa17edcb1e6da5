import { z } from 'zod';

/** How the ids of one kind of thing are written outside, where a prefix says what they are of. */
interface IdKind<Internal, Prefix extends string> {
  /** Reads an id of a request; one of another kind of thing is refused with the prefix that is expected. */
  readonly schema: z.ZodType<Internal, string>;
  encode(internal: Internal): `${Prefix}_${string}`;
}

/**
 * The ids of the API, of webhooks and of CSV files: a prefix, then the UUID's 32 hex digits or the number. The database
 * keeps UUIDs and numbers.
 */
export const ids = {
  account: uuidKind('acc', 'an account'),
  alert: uuidKind('alt', 'an alert'),
  change: uuidKind('chg', 'a change'),
  check: uuidKind('chk', 'a check'),
  connection: uuidKind('con', 'a connection that does not count'),
  domain: uuidKind('dom', 'a tracking domain'),
  event: uuidKind('evt', 'an event'),
  key: uuidKind('key', 'a key'),
  link: numberKind('lnk', 'a link'),
  mailing: numberKind('mlg', 'a mailing'),
  member: uuidKind('mem', 'a member'),
  project: uuidKind('prj', 'a project'),
} as const;

/** An id, or null where there is nothing that has one. */
export function encodeNullable<Internal, Prefix extends string>(
  { encode }: IdKind<Internal, Prefix>,
  internal: Internal | null,
): `${Prefix}_${string}` | null {
  return internal === null ? null : encode(internal);
}

function uuidKind<Prefix extends string>(prefix: Prefix, thing: string): IdKind<string, Prefix> {
  const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
  return {
    schema: written(prefix, thing, '[\\da-f]{32}').transform((digits) => digits.replace(groups, '$1-$2-$3-$4-$5')),
    encode: (uuid) => `${prefix}_${uuid.replaceAll('-', '')}`,
  };
}

function numberKind<Prefix extends string>(prefix: Prefix, thing: string): IdKind<number, Prefix> {
  return {
    schema: written(prefix, thing, '[1-9]\\d{0,15}').transform(Number).pipe(z.int()),
    encode: (number) => `${prefix}_${number}`,
  };
}

/** What follows the prefix. */
function written(prefix: string, thing: string, digits: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_${digits}$`), `has to be the id of ${thing}, which begins with ${prefix}_`)
    .describe(`\`${prefix}_…\``)
    .transform((id) => id.slice(prefix.length + 1));
}
