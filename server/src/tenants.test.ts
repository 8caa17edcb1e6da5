import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputs, type Things, urls } from '../test/inputs-with-ids.ts';
import { procedures } from '../test/procedures.ts';
import { startTestServer, type TestAccount, type TestServer } from '../test/test-server.ts';
import { ids } from './rpc/ids.ts';
import { projectKeys } from './rpc/project-keys/project-keys.data.ts';
import { type Scope, scopes } from './rpc/rights.data.ts';

const naming = Object.entries(inputs).flatMap(([path, inputOf]) => (inputOf ? [[path, inputOf] as const] : []));

let server: TestServer;
let account: TestAccount;
let own: Things;
let second: Things;
let others: Things;
const callers: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  const other = await server.account('Another Brand');
  own = await fill(account, 'Own');
  second = await fill(account, 'Second');
  others = await fill(other, 'Of others');
  for (const role of ['viewer', 'editor', 'owner'] as const) callers[role] = await account.member(role);
  const every = { scopes: Object.keys(scopes) as Scope[] };
  callers['secret'] = await account.key('secret', every);
  callers['publishable'] = await account.key('publishable');
  callers['secret of a project'] = await account.key('secret', { ...every, projectId: projectIdOf(own) });
  callers['publishable of a project'] = await account.key('publishable', { projectId: projectIdOf(own) });
});
afterAll(() => server.stop());

const projectIdOf = ({ project }: Things): string => ids.project.schema.parse(project);

async function fill({ id: accountId, key, owner }: TestAccount, name: string): Promise<Things> {
  const { make, database } = server;
  const { domain } = await make.domain(accountId);
  const attached = { clickDomainId: domain.id, openDomainId: domain.id };
  const project = await make.project(accountId, { name, ...attached });
  const { mailing, links } = await make.mailing(accountId, project.id, domain.id, urls);
  const { member } = await make.memberWithKey(accountId);
  const listed = { domainId: domain.id, accountId, system: 'ios', app: `ABCDE12345.com.brand.${name.length}` };
  const { id: appId } = await database.listedApp.create({ data: listed });
  const until = new Date(Date.now() + 3_600_000);
  const connection = await database.ownConnection.create({
    data: { accountId, memberId: member.id, key: new Uint8Array(32), hash: new Uint8Array(32), until },
  });
  const secretHash = new Uint8Array(Buffer.from(crypto.randomUUID()));
  const trial = { links: [], createdAt: new Date(), expiresAt: until, secretHash };
  const { id: trialId } = await database.phoneTrial.create({ data: { accountId, projectId: project.id, ...trial } });
  await key('publishable');
  const { id: keyId } = await database.key.findFirstOrThrow({ where: { accountId }, orderBy: { id: 'desc' } });
  const endpoint = await owner.webhooks.create.mutate({ url: 'http://localhost:1/', events: ['click'] });
  const { id: delivery } = await owner.webhooks.test.mutate({ id: endpoint.id });
  const { id: invitation } = await owner.members.invite.mutate({ role: 'viewer' });
  return {
    accountId,
    account: ids.account.encode(accountId),
    invitation,
    member: ids.member.encode(member.id),
    session: ids.session.encode(crypto.randomUUID()),
    alert: ids.alert.encode(crypto.randomUUID()),
    app: ids.app.encode(appId),
    connection: ids.connection.encode(connection.id),
    delivery,
    domain: ids.domain.encode(domain.id),
    endpoint: endpoint.id,
    key: ids.key.encode(keyId),
    link: ids.link.encode(Number(links[0]!.id)),
    mailing: ids.mailing.encode(Number(mailing.id)),
    project: ids.project.encode(project.id),
    trial: ids.trial.encode(trialId),
  };
}

/** The same ids, which nobody has. */
function unknown(things: Things): Things {
  const entries = Object.entries(things).map(([kind, id]) => [kind, id.replace(/[\da-f]{6}$/, '424242')]);
  return { ...(Object.fromEntries(entries) as Things), link: 'lnk_424242', mailing: 'mlg_424242' };
}

/** The text of an answer, and its code: `answered`, or that of an error. */
async function call(caller: string, path: string, input: object): Promise<{ code: string; text: string }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${callers[caller]}` };
  const { text } = await server.ask(`/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
  const { error } = JSON.parse(text);
  return { code: error?.data.error.code ?? 'answered', text };
}

const refused = ['not_allowed', 'scope_needed', 'key_of_project'];

describe('ids of another account', () => {
  it('are tried with every procedure', () => {
    expect(Object.keys(inputs).toSorted()).toEqual(procedures.toSorted());
  });

  it.each(naming)('are answered by %s like ids that nobody has, whoever asks', async (path, inputOf) => {
    const [missing, ...wanted] = inputOf(others);
    const [, ...unknowns] = inputOf(unknown(others));
    for (const caller of Object.keys(callers)) {
      for (const [index, input] of wanted.entries()) {
        const answer = await call(caller, path, input);
        // What is not there needs no removing.
        const expected = path === 'apps.remove' ? [missing, 'answered'] : [missing];
        expect(caller === 'owner' ? expected : [...expected, ...refused], caller).toContain(answer.code);
        expect(answer.text, caller).toBe((await call(caller, path, unknowns[index]!)).text);
      }
    }
  });

  it('leave everything there as it was', async () => {
    const { database } = server;
    const { accountId } = others;
    expect(await database.listedApp.count({ where: { accountId } })).toBe(1);
    expect(await database.project.count({ where: { accountId, name: 'Of others', deletedAt: null } })).toBe(1);
    expect(await database.key.count({ where: { accountId, revokedAt: null, name: 'test' } })).toBeGreaterThan(0);
    expect(await database.mailing.count({ where: { accountId, deletedAt: null } })).toBe(1);
    expect(await database.member.count({ where: { accountId, role: 'owner' } })).toBe(2);
    expect(await database.invitation.count({ where: { accountId } })).toBe(1);
  });

  it('are answered as fast as ids that nobody has', async () => {
    const timeOf = async (path: string, input: object) => {
      const began = performance.now();
      await call('owner', path, input);
      return performance.now() - began;
    };
    const median = (times: number[]) => times.toSorted((one, other) => one - other)[times.length >> 1]!;
    const ratios: number[] = [];
    for (const [path, inputOf] of naming) {
      const times: [number[], number[]] = [[], []];
      const [, theirs, nobodys] = [null, inputOf(others)[1]!, inputOf(unknown(others))[1]!];
      for (let turn = 0; turn < 9; turn++) {
        times[0].push(await timeOf(path, theirs));
        times[1].push(await timeOf(path, nobodys));
      }
      ratios.push(median(times[0]) / median(times[1]));
    }
    const typical = median(ratios);
    console.log(
      `ids of another account: ${(100 * typical).toFixed(0)} % of the time of unknown ones, ${ratios.length} procedures`,
    );
    expect(typical).toBeGreaterThan(0.7);
    expect(typical).toBeLessThan(1.4);
  });
});

describe('a key of one project', () => {
  it.each(naming)('does not reach another project by %s', async (path, inputOf) => {
    const [missing, ...wanted] = inputOf(second);
    for (const caller of ['secret of a project', 'publishable of a project'])
      for (const input of wanted) expect([missing, ...refused]).toContain((await call(caller, path, input)).code);
  });

  it('calls what concerns a project, and nothing about the whole account', async () => {
    for (const path of procedures) {
      const [, input = {}] = inputs[path]?.(own) ?? [null];
      if (path === 'projects.delete') continue;
      const { code } = await call('secret of a project', path, input);
      if (path in projectKeys) expect([path, refused.includes(code)]).toEqual([path, false]);
      else expect([path, refused.includes(code)]).toEqual([path, true]);
    }
  });

  it.each(['projects.list', 'domains.list', 'domains.get', 'projects.settings', 'events.list', 'deepLinks.inspect'])(
    'is told by %s of its own project alone',
    async (path) => {
      const shared = { clickDomainId: ids.domain.schema.parse(own.domain) };
      const both = await server.make.project(account.id, { name: 'Beside it on the domain', ...shared });
      const inputOf = inputs[path];
      const { code, text } = await call('secret of a project', path, inputOf ? inputOf(own)[1]! : {});
      expect(code).toBe('answered');
      for (const stranger of [second.project, second.domain, 'Second', both.name]) expect(text).not.toContain(stranger);
      await server.database.project.delete({ where: { id: both.id } });
    },
  );

  it('means its own project where none is named', async () => {
    const settings = await server.api(callers['publishable of a project']).projects.settings.query();
    expect(settings.project?.id).toBe(own.project);
    const byOwner = await account.owner.projects.settings.query();
    expect([byOwner.project?.id, settings.host]).not.toContain(null);
  });
});
