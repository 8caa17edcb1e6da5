import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** An id as the API writes it. */
const idOf = (prefix: string, column = 'id') => `'${prefix}_' || replace(${column}::text, '-', '')`;
const optionalId = (prefix: string, column: string) =>
  `CASE WHEN ${column} IS NULL THEN NULL ELSE ${idOf(prefix, column)} END`;
const own = 'WHERE account_id = :account';

/** What is exported, each into a file of its own; `:account` is the id. Never a secret, a hash of a key or a signing key. */
const files: Readonly<Record<string, string>> = {
  account: `SELECT ${idOf('acc')} AS id, name, created_at, suspended_at, max_links, max_monthly_events, max_domains FROM account WHERE id = :account`,
  members: `SELECT ${idOf('mem', 'member.id')} AS id, member.name, role, member.created_at, email FROM member LEFT JOIN person ON person.id = person_id ${own} ORDER BY member.id`,
  keys: `SELECT ${idOf('key')} AS id, kind, name, prefix, created_at, revoked_at FROM key ${own} ORDER BY id`,
  projects: `SELECT ${idOf('prj')} AS id, name, track_opens, track_clicks, ip_mode, referrer_policy, retention_days, utm, deep_links, public_app_links,
    ${optionalId('dom', 'click_domain_id')} AS click_domain, ${optionalId('dom', 'open_domain_id')} AS open_domain, created_at FROM project ${own} AND deleted_at IS NULL ORDER BY id`,
  domains: `SELECT ${idOf('dom')} AS id, host, cname_target, status, diagnosis, created_at, verified_at FROM domain ${own} ORDER BY host`,
  mailings: `SELECT ${idOf('mlg')} AS id, ${idOf('prj', 'project_id')} AS project, name, test, ${optionalId('dom', 'click_domain_id')} AS click_domain,
    ${optionalId('dom', 'open_domain_id')} AS open_domain, created_at FROM mailing ${own} AND deleted_at IS NULL ORDER BY id`,
  links: `SELECT ${idOf('lnk', 'link.id')} AS id, ${idOf('mlg', 'mailing_id')} AS mailing, url, label, app_link, link.created_at FROM link
    JOIN mailing ON mailing.id = mailing_id WHERE link.account_id = :account AND deleted_at IS NULL ORDER BY link.id`,
  'destination-changes': `SELECT ${idOf('lnk', 'link_id')} AS link, at, member_name, before, after FROM destination_change ${own} ORDER BY at`,
  events: `SELECT ${idOf('evt')} AS id, ${idOf('mlg', 'mailing_id')} AS mailing, ${optionalId('lnk', 'link_id')} AS link, type, at, recipient_id, ip, user_agent,
    client, reason, later_reason FROM event ${own} ORDER BY at, id`,
  'opt-outs': `SELECT recipient_id, at FROM opt_out ${own} ORDER BY at`,
  'audit-log': `SELECT ${idOf('aud')} AS id, at, actor_kind, actor_name, address, action, subject, before, after FROM audit_entry ${own} ORDER BY at, id`,
};

/** The files of an export, for docs. */
export const exportedFiles = Object.keys(files).map((name) => `${name}.jsonl`);

/**
 * Writes everything of an account into a new folder, which this user alone may read: a file of JSON Lines for each kind of
 * thing, all of one moment, without holding more than some rows in memory. Throws a sentence.
 */
export async function exportAccount(url: string, accountId: string, folder: string) {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new Error(`${folder} exists. Name a folder that does not.`);
    throw new Error(`${folder} cannot be made (${error.code}). Name one in a folder that this user may write to.`);
  });
  const client = new pg.Client({ connectionString: url, application_name: 'waymark-export' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'`);
    const written: { file: string; rows: number }[] = [];
    for (const [name, select] of Object.entries(files)) {
      const rows = select.replaceAll(':account', `${client.escapeLiteral(accountId)}::uuid`);
      // JSON has no control character in it as it is: with these as quote and delimiter nothing of it is changed.
      const copy = `COPY (SELECT row_to_json(one) FROM (${rows}) AS one) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`;
      const stream = client.query(copyTo(copy));
      await pipeline(stream, createWriteStream(join(folder, `${name}.jsonl`), { mode: 0o600, flags: 'wx' }));
      written.push({ file: `${name}.jsonl`, rows: stream.rowCount });
    }
    await client.query('COMMIT');
    return written;
  } finally {
    await client.end().catch(() => undefined);
  }
}
