import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRest } from '../../../test/rest.ts';
import { startTestServer, type TestAccount, type TestServer } from '../../../test/test-server.ts';
import { pruneIdempotentCalls } from '../../rest/answered-once.ts';

let server: TestServer;
let account: TestAccount;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  key = await account.member('owner');
});
afterAll(() => server.stop());

type Asking = Pick<TestServer, 'ask'>;

const create = (idempotencyKey: string, name: string, { at = server, of = key }: { at?: Asking; of?: string } = {}) =>
  callRest(at, 'POST /projects', { key: of, body: { name }, headers: { 'idempotency-key': idempotencyKey } });

const countOf = (name: string) => server.database.project.count({ where: { name, accountId: account.id } });

describe('a call with an Idempotency-Key', () => {
  it('is made once, and answered with the same bytes', async () => {
    const [first, again] = [await create('once', 'Once'), await create('once', 'Once')];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await countOf('Once')).toBe(1);
  });

  it('is made once when ten come at the same moment, on two servers', async () => {
    const other = await server.another();
    try {
      const places = Array.from({ length: 10 }, (_, index) => (index % 2 ? other : server));
      const answers = await Promise.all(places.map((at) => create('together', 'Together', { at })));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await countOf('Together')).toBe(1);
    } finally {
      await other.stop();
    }
  });

  it('is answered in the same way after a restart', async () => {
    const { body } = await create('restart', 'Restarted');
    await server.restart();
    expect((await create('restart', 'Restarted')).body).toEqual(body);
  });

  it('is refused for another request, and with another API key', async () => {
    await create('mine', 'First');
    const answers = [
      await create('mine', 'Second'),
      await create('mine', 'First', { of: await account.member('owner') }),
    ];
    for (const { status, body } of answers) expect([status, body.error.code]).toEqual([422, 'idempotency_key_used']);
    expect(await countOf('Second')).toBe(0);
  });

  it('is of its account: another one has the same key for itself', async () => {
    await create('shared', 'Mine');
    const stranger = await (await server.account('Stranger')).member('owner');
    expect((await create('shared', 'Theirs', { of: stranger })).status).toBe(201);
  });

  it('may be made again after it failed', async () => {
    expect((await create('failed', '')).status).toBe(400);
    expect((await create('failed', 'Works')).status).toBe(201);
  });

  it('is waited for while another server makes it, and made again when that one has died', async () => {
    const { body } = await create('died', 'Died');
    const where = { accountId_key: { accountId: account.id, key: 'died' } };
    await server.database.idempotentCall.update({ where, data: { answer: null } });
    const waiting = create('died', 'Died');
    await server.database.idempotentCall.update({ where, data: { claimedUntil: new Date(0) } });
    expect((await waiting).body.id).not.toBe(body.id);
  });

  it('is forgotten after a day', async () => {
    await create('old', 'Old');
    const where = { accountId_key: { accountId: account.id, key: 'old' } };
    await server.database.idempotentCall.update({ where, data: { at: new Date(Date.now() - 25 * 3_600_000) } });
    expect((await create('old', 'New')).status).toBe(201);
    await server.database.idempotentCall.update({ where, data: { at: new Date(Date.now() - 25 * 3_600_000) } });
    await pruneIdempotentCalls(server.database);
    expect(await server.database.idempotentCall.count({ where: { key: 'old' } })).toBe(0);
  });

  it('keeps no answer that can be read in the database', async () => {
    await callRest(server, 'POST /keys', {
      key,
      body: { kind: 'publishable', name: 'Shop' },
      headers: { 'idempotency-key': 'a-key' },
    });
    const [row] = await server.database.$queryRaw<{ answer: Uint8Array }[]>`
      SELECT answer FROM idempotent_call WHERE key = 'a-key'`;
    expect(row!.answer.length).toBeGreaterThan(50);
    expect(Buffer.from(row!.answer).includes('wm_pk_')).toBe(false);
  });

  it.each(['a b', 'ü', 'x'.repeat(256)])('is refused when that is %j', async (sent) => {
    const { status, body } = await create(Buffer.from(sent).toString('latin1'), 'Refused');
    expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid_input', 'Idempotency-Key']);
  });
});
