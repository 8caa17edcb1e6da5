import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, startTestServer, storedId, type TestAccount, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account('Example Brand');
});
afterAll(() => server.stop());

describe('keys of an account', () => {
  it('are created by an owner, work at once, and are shown only then', async () => {
    const { key } = await account.owner.keys.create.mutate({
      kind: 'secret',
      name: 'Mail sender',
      scopes: ['mailings:write'],
    });
    expect(await server.api(key).accounts.whoami.query()).toMatchObject({ keyKind: 'secret', member: null });
    const listed = (await account.owner.keys.list.query()).data;
    expect(listed[0]).toMatchObject({ kind: 'secret', name: 'Mail sender', prefix: key.slice(0, 10), revokedAt: null });
    expect(JSON.stringify(listed)).not.toContain(key);
  });

  it('are refused as unknown once they are revoked', async () => {
    const { key } = await account.owner.keys.create.mutate({ kind: 'publishable', name: 'Builder' });
    const [made] = (await account.owner.keys.list.query()).data;
    await account.owner.keys.revoke.mutate({ id: made!.id });
    expect(await errorOf(server.api(key).accounts.whoami.query())).toMatchObject({ code: 'unknown_key' });
    expect((await account.owner.keys.list.query()).data[0]?.revokedAt).not.toBeNull();
  });

  it('cannot be seen or revoked by the owner of another account', async () => {
    const [mine] = (await account.owner.keys.list.query()).data;
    const other = await server.account('Another Brand');
    expect(await errorOf(other.owner.keys.revoke.mutate({ id: mine!.id }))).toMatchObject({
      code: 'no_such_key',
    });
    expect((await other.owner.keys.list.query()).data.map(({ id }) => id)).not.toContain(mine!.id);
  });
});

describe('a secret key', () => {
  it('that may write projects and domains sets up a customer by itself, and nothing else', async () => {
    const backend = server.api(await account.key('secret', { scopes: ['projects:write', 'domains:write'] }));
    const project = await backend.projects.create.mutate({ name: 'Customer 1' });
    const domain = await backend.domains.add.mutate({ host: 'click.customer-one.com' });
    await backend.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
    const [listed] = (await backend.domains.list.query({ search: 'customer-one' })).data;
    expect(listed).toMatchObject({
      host: 'click.customer-one.com',
      projects: [{ id: project.id, name: 'Customer 1' }],
    });
    expect(await errorOf(backend.mailings.list.query({ projectId: project.id }))).toMatchObject({
      code: 'scope_needed',
      message: 'This needs a key with the scope "reports:read", and this key does not have it.',
    });
  });

  it('of one project is made with the id of the project, and says so', async () => {
    const { id: projectId } = await account.owner.projects.create.mutate({ name: 'One of several' });
    const scopes = ['mailings:write', 'reports:read'] as const;
    const made = await account.owner.keys.create.mutate({
      kind: 'secret',
      name: 'One',
      scopes: [...scopes],
      projectId,
    });
    expect(made).toMatchObject({ id: expect.stringMatching(/^key_/), projectId, scopes });
    expect((await server.api(made.key).accounts.whoami.query()).key).toEqual({ id: made.id, projectId, scopes });
    const tooMuch = { kind: 'secret', name: 'One', projectId, scopes: ['keys:write'] } as const;
    expect(await errorOf(account.owner.keys.create.mutate({ ...tooMuch, scopes: [...tooMuch.scopes] }))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('a key of one project can have only'),
    });
    expect(await errorOf(server.api(made.key).recipients.optOuts.query())).toMatchObject({ code: 'key_of_project' });
  });

  it('that manages keys makes, changes and revokes none that can do more than it', async () => {
    const manager = server.api(await account.key('secret', { scopes: ['keys:write', 'reports:read'] }));
    const name = 'Made by a program';
    const made = await manager.keys.create.mutate({ kind: 'secret', name, scopes: ['reports:read'] });
    expect(await manager.keys.update.mutate({ id: made.id, name: 'Renamed' })).toMatchObject({ name: 'Renamed' });
    expect(await manager.keys.revoke.mutate({ id: made.id })).toMatchObject({ revokedAt: expect.any(String) });
    const more = { code: 'more_than_own' };
    const wide = { kind: 'secret', name, scopes: ['mailings:write'] } as const;
    expect(await errorOf(manager.keys.create.mutate({ ...wide, scopes: [...wide.scopes] }))).toMatchObject(more);
    const { id } = await account.owner.keys.create.mutate({ ...wide, scopes: [...wide.scopes] });
    expect(await errorOf(manager.keys.update.mutate({ id, name: 'Mine' }))).toMatchObject(more);
    expect(await errorOf(manager.keys.revoke.mutate({ id }))).toMatchObject(more);
    const members = (await account.owner.keys.list.query()).data.find(({ kind }) => kind === 'member');
    expect(await errorOf(manager.keys.revoke.mutate({ id: members!.id }))).toMatchObject(more);
  });

  it('is refused in a sentence after its date, which may be changed', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const made = await account.owner.keys.create.mutate({
      kind: 'secret',
      name: 'A',
      scopes: ['reports:read'],
      expiresAt,
    });
    expect(made.expiresAt).toBe(expiresAt);
    await server.database.key.update({ where: { id: storedId(made.id) }, data: { expiresAt: new Date(0) } });
    expect(await errorOf(server.api(made.key).accounts.whoami.query())).toMatchObject({
      code: 'expired_key',
      message: 'This key expired on 1970-01-01T00:00:00.000Z.',
    });
    expect(await account.owner.keys.update.mutate({ id: made.id, expiresAt: null })).toMatchObject({ expiresAt: null });
    expect(await server.api(made.key).accounts.whoami.query()).toMatchObject({ keyKind: 'secret' });
    const past = account.owner.keys.update.mutate({ id: made.id, expiresAt: '2020-01-01T00:00:00Z' });
    expect(await errorOf(past)).toMatchObject({ code: 'invalid_input' });
  });
});

describe('a publishable key', () => {
  it.each([
    ['https://editor.example.com', 'https://editor.example.com'],
    ['https://EDITOR.example.com:443/', 'https://editor.example.com'],
    ['http://localhost:5173', 'http://localhost:5173'],
  ])('allows the origin %s', async (written, origin) => {
    const made = await account.owner.keys.create.mutate({ kind: 'publishable', name: 'A', origins: [written] });
    expect(made).toMatchObject({ origins: [origin], scopes: [] });
  });

  it.each(['editor.example.com', 'http://editor.example.com', 'https://editor.example.com/mail', '*', 'https://a@b.c'])(
    'does not allow %s',
    async (origin) => {
      const refused = account.owner.keys.create.mutate({ kind: 'publishable', name: 'A', origins: [origin] });
      expect(await errorOf(refused)).toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('has to be the origin of a page'),
      });
    },
  );

  it('has no scopes to change, and a revoked one stays as it is', async () => {
    const { id } = await account.owner.keys.create.mutate({ kind: 'publishable', name: 'A' });
    const unchangeable = { code: 'key_unchangeable' };
    const { update, revoke } = account.owner.keys;
    expect(await errorOf(update.mutate({ id, scopes: ['reports:read'] }))).toMatchObject(unchangeable);
    await revoke.mutate({ id });
    expect(await errorOf(update.mutate({ id, name: 'B' }))).toMatchObject(unchangeable);
  });
});
