import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { needs, program } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVerifiedDomain, startTestServer, type TestServer } from '../../../test/test-server.ts';
import { type SmtpPeer, startSmtpPeer } from '../../alerts/smtp-server.testing.ts';

const host = 'click.brand.example';
let server: TestServer;
let smtp: SmtpPeer;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  [server, smtp] = await Promise.all([startTestServer(), startSmtpPeer()]);
  const account = await server.account();
  const domain = await addVerifiedDomain(server, account.owner, host);
  const { id } = await account.owner.projects.create.mutate({ name: 'Newsletter' });
  await account.owner.projects.update.mutate({ id, clickDomainId: domain.id, openDomainId: domain.id });
  env = {
    ...process.env,
    WAYMARK_SERVER: server.address,
    WAYMARK_KEY: await account.key('secret'),
    WAYMARK_PROJECT: id,
    SMTP: new URL(smtp.url).host,
  };
});
afterAll(() => Promise.all([server.stop(), smtp.stop()]));

/** Runs an example and returns the HTML of the mails that arrived, by recipient. */
async function sentBy(name: Parameters<typeof program>[0] | 'sh', file: string): Promise<Map<string, string>> {
  const before = smtp.mails.length;
  const path = fileURLToPath(new URL(`../../../../examples/${file}`, import.meta.url));
  await promisify(execFile)(name === 'sh' ? 'sh' : program(name), [path], { env });
  return new Map(smtp.mails.slice(before).map(({ to, source }) => [to[0]!, bodyOf(source)]));
}

/** What a mail program shows of a mail of one part. */
function bodyOf(source: string): string {
  const [head = '', body = ''] = source.split(/\r?\n\r?\n([\s\S]*)/);
  const encoding = /^content-transfer-encoding: *(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

const wrapped = new RegExp(`http://${host.replaceAll('.', '\\.')}:\\d+(/c/[\\w-]+)`);

describe('an example', () => {
  const examples = [
    ['curl', needs('curl', 'jq'), 'sh', 'curl/send-newsletter.sh'],
    ['PHP', needs('php'), 'php', 'php/send-newsletter.php'],
    ['Python', needs('python3'), 'python3', 'python/send_newsletter.py'],
  ] as const;

  for (const [language, needed, name, file] of examples)
    it(`in ${language} sends a mailing to three recipients, each with their tracking`, needed, async () => {
      const mails = await sentBy(name, file);
      expect([...mails.keys()]).toEqual(['ada@example.com', 'grace@example.com', 'alan@example.com']);
      const [ada = '', grace = '', alan = ''] = [...mails.values()];
      expect(alan).not.toContain(host);
      const paths = [ada, grace].map((mail) => wrapped.exec(mail)?.[1] ?? '');
      expect(new Set(paths).size).toBe(2);
      for (const path of paths) expect((await server.ask(path, { host })).status).toBe(302);
    });
});
