import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account('Example Brand');
});
afterAll(() => server.stop());

describe('keys of an account', () => {
  it('are created by an owner, work at once, and are shown only then', async () => {
    const { key } = await account.owner.accounts.createKey.mutate({ kind: 'secret', name: 'Mail sender' });
    expect(await server.api(key).accounts.whoami.query()).toMatchObject({ keyKind: 'secret', member: null });
    const listed = (await account.owner.accounts.keys.query()).data;
    expect(listed[0]).toMatchObject({ kind: 'secret', name: 'Mail sender', prefix: key.slice(0, 11), revokedAt: null });
    expect(JSON.stringify(listed)).not.toContain(key);
  });

  it('are refused as unknown once they are revoked', async () => {
    const { key } = await account.owner.accounts.createKey.mutate({ kind: 'publishable', name: 'Builder' });
    const [made] = (await account.owner.accounts.keys.query()).data;
    await account.owner.accounts.revokeKey.mutate({ id: made!.id });
    expect(await errorOf(server.api(key).accounts.whoami.query())).toMatchObject({ code: 'unknown_key' });
    expect((await account.owner.accounts.keys.query()).data[0]?.revokedAt).not.toBeNull();
  });

  it('cannot be seen or revoked by the owner of another account', async () => {
    const [mine] = (await account.owner.accounts.keys.query()).data;
    const other = await server.account('Another Brand');
    expect(await errorOf(other.owner.accounts.revokeKey.mutate({ id: mine!.id }))).toMatchObject({
      code: 'no_such_key',
    });
    expect((await other.owner.accounts.keys.query()).data.map(({ id }) => id)).not.toContain(mine!.id);
  });
});
