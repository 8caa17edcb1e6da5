import { z } from 'zod';
import { inBoth } from './input-problems.ts';

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
  account: uuidKind('acc', 'an account', 'eines Kontos'),
  alert: uuidKind('alt', 'an alert', 'einer Meldung'),
  app: uuidKind('app', 'an app of a tracking domain', 'einer App einer Tracking-Domain'),
  change: uuidKind('chg', 'a change', 'einer Änderung'),
  check: uuidKind('chk', 'a check', 'einer Prüfung'),
  connection: uuidKind('con', 'a connection that does not count', 'einer Verbindung, die nicht zählt'),
  delivery: uuidKind('whd', 'a delivery of a webhook', 'einer Zustellung eines Webhooks'),
  domain: uuidKind('dom', 'a tracking domain', 'einer Tracking-Domain'),
  endpoint: uuidKind('whe', 'an endpoint of webhooks', 'eines Webhook-Endpunkts'),
  entry: uuidKind('aud', 'an entry of the audit log', 'eines Eintrags im Änderungsprotokoll'),
  event: uuidKind('evt', 'an event', 'eines Ereignisses'),
  file: uuidKind('fil', 'a file', 'einer Datei'),
  invitation: uuidKind('inv', 'an invitation', 'einer Einladung'),
  key: uuidKind('key', 'a key', 'eines Schlüssels'),
  link: numberKind('lnk', 'a link', 'eines Links'),
  mailing: numberKind('mlg', 'a mailing', 'eines Mailings'),
  member: uuidKind('mem', 'a member', 'eines Mitglieds'),
  projectConnection: uuidKind('pcn', 'a connection of a project', 'einer Verbindung eines Projekts'),
  notice: uuidKind('msg', 'a notice by webhook', 'einer Nachricht per Webhook'),
  project: uuidKind('prj', 'a project', 'eines Projekts'),
  result: uuidKind('res', 'a result', 'eines Ergebnisses'),
  session: uuidKind('ses', 'a session', 'einer Sitzung'),
  trial: uuidKind('trl', 'a trial', 'eines Versuchs'),
} as const;

/** An id, or null where there is nothing that has one. */
export function encodeNullable<Internal, Prefix extends string>(
  { encode }: IdKind<Internal, Prefix>,
  internal: Internal | null,
): `${Prefix}_${string}` | null {
  return internal === null ? null : encode(internal);
}

function uuidKind<Prefix extends string>(prefix: Prefix, ...thing: Thing): IdKind<string, Prefix> {
  const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
  return {
    schema: written(prefix, '[\\da-f]{32}', thing).transform((digits) => digits.replace(groups, '$1-$2-$3-$4-$5')),
    encode: (uuid) => `${prefix}_${uuid.replaceAll('-', '')}`,
  };
}

function numberKind<Prefix extends string>(prefix: Prefix, ...thing: Thing): IdKind<number, Prefix> {
  return {
    schema: written(prefix, '[1-9]\\d{0,15}', thing).transform(Number).pipe(z.int()),
    encode: (number) => `${prefix}_${number}`,
  };
}

/** What an id is of, in English and German. */
type Thing = readonly [en: string, de: string];

/** What follows the prefix. */
function written(prefix: string, digits: string, [en, de]: Thing) {
  return z
    .string()
    .regex(
      new RegExp(`^${prefix}_${digits}$`),
      inBoth(
        `has to be the id of ${en}, which begins with ${prefix}_`,
        `muss die ID ${de} sein, die mit ${prefix}_ beginnt`,
      ),
    )
    .describe(`\`${prefix}_…\``)
    .transform((id) => id.slice(prefix.length + 1));
}
