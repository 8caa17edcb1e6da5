import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../test/procedures.ts';
import { startTestServer, type TestServer } from '../test/test-server.ts';

const everyKey = ['publishable', 'secret', 'viewer', 'editor', 'owner'];
const readers = ['secret', 'viewer', 'editor', 'owner'];
const senders = ['secret', 'editor', 'owner'];
const editors = ['editor', 'owner'];

/** Who may call what. A new procedure needs a line here. */
const rights: Record<string, readonly string[]> = {
  'accounts.createKey': ['owner'],
  'accounts.keys': ['owner'],
  'accounts.revokeKey': ['owner'],
  'accounts.whoami': everyKey,
  'alerts.list': readers,
  'alerts.markRead': editors,
  'alerts.settings': ['owner'],
  'alerts.updateSettings': ['owner'],
  'domains.add': editors,
  'domains.check': editors,
  'domains.connect': editors,
  'domains.get': readers,
  'domains.history': readers,
  'domains.list': readers,
  'domains.previewRemoval': editors,
  'domains.remove': editors,
  'events.list': readers,
  'links.changeDestination': editors,
  'links.history': readers,
  'mailings.create': senders,
  'mailings.daily': readers,
  'mailings.links': readers,
  'mailings.list': readers,
  'mailings.reasons': readers,
  'mailings.verify': senders,
  'mailings.wrap': senders,
  'projects.create': editors,
  'projects.list': readers,
  'projects.settings': everyKey,
  'projects.update': editors,
  'recipients.erase': senders,
  'recipients.export': readers,
  'recipients.exportCsv': readers,
  'recipients.optIn': senders,
  'recipients.optOut': senders,
  'recipients.optOuts': readers,
};

const keys = new Map<string, string>();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const account = await server.account();
  for (const kind of ['publishable', 'secret'] as const) keys.set(kind, await account.key(kind));
  for (const role of ['viewer', 'editor', 'owner'] as const) keys.set(role, await account.member(role));
});
afterAll(() => server.stop());

/** The outcome of a call without input: refused because of its key, or admitted as far as input validation. */
async function callWith(key: string | undefined, path: string): Promise<string> {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const codeOf = (text: string): string => JSON.parse(text).error?.data.error.code ?? 'answered';
  let code = codeOf((await server.ask(`/trpc/${path}`, { method: 'POST', headers, body: '{}' })).text);
  if (code === 'wrong_method') code = codeOf((await server.ask(`/trpc/${path}`, { headers })).text);
  return code === 'invalid_input' ? 'answered' : code;
}

describe('the API', () => {
  it('consists of the procedures in the table of rights', () => {
    expect(procedures.toSorted()).toEqual(Object.keys(rights).sort());
  });

  it.each(procedures)('%s accepts the keys that may call it, and no others', async (path) => {
    expect(await callWith(undefined, path)).toBe('not_signed_in');
    const answers = await Promise.all([...keys].map(async ([kind, key]) => [kind, await callWith(key, path)]));
    const expected = [...keys.keys()].map((kind) => [kind, rights[path]?.includes(kind) ? 'answered' : 'not_allowed']);
    expect(answers).toEqual(expected);
  });
});
