import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../test/procedures.ts';
import { startTestServer, type TestServer } from '../test/test-server.ts';
import { type Scope, scopes } from './rpc/rights.data.ts';

/**
 * Who may call what: the least role of a member, and what a program's key needs. A new procedure needs a line here, and
 * one in router-tenants.test.ts.
 */
const needed: Record<string, string> = {
  'accounts.excludeConnection': 'viewer no-key',
  'accounts.includeConnection': 'viewer no-key',
  'accounts.ownConnections': 'viewer reports:read',
  'accounts.usage': 'viewer secret-key',
  'accounts.whoami': 'viewer every-key',
  'alerts.list': 'viewer reports:read',
  'alerts.markRead': 'editor no-key',
  'alerts.settings': 'owner webhooks:write',
  'alerts.updateSettings': 'owner webhooks:write',
  'apps.add': 'editor domains:write',
  'apps.checkFiles': 'editor domains:write',
  'apps.confirm': 'editor domains:write',
  'apps.files': 'viewer secret-key',
  'apps.list': 'viewer secret-key',
  'apps.remove': 'editor domains:write',
  'apps.unconfirm': 'editor domains:write',
  'apps.update': 'editor domains:write',
  'audit.list': 'owner no-key',
  'audit.settings': 'owner no-key',
  'audit.updateSettings': 'owner no-key',
  'connections.claimSite': 'editor projects:write',
  'connections.list': 'viewer secret-key',
  'deepLinks.history': 'viewer reports:read',
  'deepLinks.inspect': 'viewer secret-key',
  'deepLinks.known': 'viewer every-key',
  'domains.add': 'editor domains:write',
  'domains.check': 'editor domains:write',
  'domains.counts': 'viewer secret-key',
  'domains.connect': 'editor domains:write',
  'domains.get': 'viewer secret-key',
  'domains.history': 'viewer secret-key',
  'domains.list': 'viewer secret-key',
  'domains.previewRemoval': 'editor domains:write',
  'domains.remove': 'editor domains:write',
  'events.list': 'viewer reports:read',
  'keys.create': 'owner keys:write',
  'keys.list': 'owner keys:write',
  'keys.revoke': 'owner keys:write',
  'keys.update': 'owner keys:write',
  'links.changeDestination': 'editor no-key',
  'links.history': 'viewer reports:read',
  'mailings.create': 'editor mailings:write',
  'mailings.daily': 'viewer reports:read',
  'mailings.deepLinks': 'editor mailings:write',
  'mailings.delete': 'editor no-key',
  'mailings.destinations': 'viewer reports:read',
  'mailings.get': 'viewer reports:read',
  'mailings.links': 'viewer reports:read',
  'mailings.list': 'viewer reports:read',
  'mailings.prepare': 'editor mailings:write',
  'mailings.reasons': 'viewer reports:read',
  'mailings.render': 'editor mailings:write',
  'mailings.verify': 'editor mailings:write',
  'mailings.wrap': 'editor mailings:write',
  'phoneTrials.get': 'viewer reports:read',
  'phoneTrials.history': 'viewer reports:read',
  'phoneTrials.start': 'editor no-key',
  'phoneTrials.startForMailing': 'editor no-key',
  'projects.chooseLink': 'editor projects:write',
  'members.changeRole': 'owner no-key',
  'members.invitations': 'owner no-key',
  'members.invite': 'owner no-key',
  'members.list': 'viewer no-key',
  'members.remove': 'owner no-key',
  'members.withdrawInvitation': 'owner no-key',
  'projects.create': 'editor projects:write',
  'projects.delete': 'editor projects:write',
  'projects.forgetLinkChoice': 'editor projects:write',
  'projects.linkChoices': 'viewer secret-key',
  'projects.list': 'viewer secret-key',
  'projects.settings': 'viewer every-key',
  'projects.update': 'editor projects:write',
  'recipients.erase': 'editor recipients:erase',
  'recipients.export': 'viewer reports:read',
  'recipients.exportCsv': 'viewer reports:read',
  'recipients.optIn': 'editor recipients:write',
  'recipients.optOut': 'editor recipients:write',
  'recipients.optOuts': 'viewer reports:read',
  'session.end': 'viewer no-key',
  'session.endOthers': 'viewer no-key',
  'session.list': 'viewer no-key',
  'session.me': 'viewer no-key',
  'session.switchAccount': 'viewer no-key',
  'webhooks.create': 'owner webhooks:write',
  'webhooks.deliveries': 'owner webhooks:write',
  'webhooks.list': 'owner webhooks:write',
  'webhooks.redeliver': 'owner webhooks:write',
  'webhooks.remove': 'owner webhooks:write',
  'webhooks.rotateSecret': 'owner webhooks:write',
  'webhooks.test': 'owner webhooks:write',
  'webhooks.update': 'owner webhooks:write',
};

const roles = ['viewer', 'editor', 'owner'] as const;
const ranks: Record<string, number> = { viewer: 0, editor: 1, owner: 2 };

/** Callers by what they have, with whether that is enough for a line of the table. */
const callers: Record<string, { key: () => Promise<string>; may: (role: string, key: string) => boolean }> = {
  ...Object.fromEntries(
    roles.map((role, rank) => [
      role,
      { key: () => account.member(role), may: (least: string) => ranks[least]! <= rank },
    ]),
  ),
  publishable: { key: () => account.key('publishable'), may: (_role, key) => key === 'every-key' },
  ...Object.fromEntries(
    (Object.keys(scopes) as Scope[]).map((scope) => [
      scope,
      {
        key: () => account.key('secret', { scopes: [scope] }),
        may: (_role: string, key: string) => ['every-key', 'secret-key', scope].includes(key),
      },
    ]),
  ),
};

const keys = new Map<string, string>();
let server: TestServer;
let account: Awaited<ReturnType<TestServer['account']>>;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  for (const [name, { key }] of Object.entries(callers)) keys.set(name, await key());
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
    expect(procedures.toSorted()).toEqual(Object.keys(needed).sort());
  });

  it.each(procedures)('%s accepts the callers that may call it, and no others', async (path) => {
    expect(await callWith(undefined, path)).toBe('not_signed_in');
    const answers: [string, string][] = [];
    for (const [name, key] of keys) answers.push([name, await callWith(key, path)]);
    const [role, key] = needed[path]!.split(' ');
    const refused = (name: string) => (name in scopes && key! in scopes ? 'scope_needed' : 'not_allowed');
    const expected = Object.entries(callers).map(([name, { may }]) => [
      name,
      may(role!, key!) ? 'answered' : refused(name),
    ]);
    expect(answers).toEqual(expected);
  });
});
