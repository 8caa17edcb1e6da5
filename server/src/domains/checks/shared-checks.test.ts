import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, startTestServer, storedId, type TestServer } from '../../../test/test-server.ts';
import { maxChecksPerMinute } from './check-now.ts';

let server: TestServer;
let second: Awaited<ReturnType<TestServer['another']>>;
beforeAll(async () => {
  server = await startTestServer();
  second = await server.another();
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

/** Adding the domain is one of the account's checks. */
const checksLeft = maxChecksPerMinute - 1;

async function addDomain(host: string) {
  const { member, owner } = await server.account();
  const { id } = await owner.domains.add.mutate({ host });
  const headers = { authorization: `Bearer ${await member('editor')}`, 'content-type': 'application/json' };
  const checkAt = async (which: Pick<TestServer, 'ask'>) => {
    const { status, text } = await which.ask('/trpc/domains.check', {
      method: 'POST',
      headers,
      body: `{"id":"${id}"}`,
    });
    return { status, text };
  };
  return { id, checkAt, checks: () => server.database.domainCheck.count({ where: { domainId: storedId(id) } }) };
}

describe.concurrent('two servers on one database', () => {
  it('together allow an account six checks a minute, requested one after the other', async () => {
    const { checkAt } = await addDomain('click.turns.com');
    for (let count = 0; count < checksLeft; count++) {
      expect((await checkAt(count % 2 === 0 ? server : second)).status).toBe(200);
    }
    for (const which of [server, second]) expect((await checkAt(which)).text).toContain('too_many_checks');
  });

  it('together allow it six even when twenty are requested at once', async () => {
    const { checkAt } = await addDomain('click.flood.com');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, count) => checkAt(count % 2 === 0 ? server : second)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(checksLeft);
  });

  it('run one check of a domain at a time, whether it was requested or due', async () => {
    const { id, checkAt, checks } = await addDomain('click.once.com');
    // A check of a name that no server answers for takes seconds, enough for all the others to overlap with it.
    server.nameServer.put('click.once.com', 'silence');
    const before = await checks();
    await server.database.domain.update({ where: { id: storedId(id) }, data: { nextCheckAt: new Date() } });
    const answers = await Promise.all([server, second, server, second, server].map(checkAt));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await checks()) - before).toBe(1);
  });
});

// Beside the others, since it only waits.
describe.concurrent('a check of a host that accepts connections and stays silent', () => {
  it('ends within 15 seconds', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket));
    const port = await freePort();
    await new Promise<void>((ready) => silent.listen(port, '127.0.0.1', ready));
    const patient = await startTestServer({ WAYMARK_PUBLIC_URL: `http://localhost:${port}` });
    const { owner } = await patient.account();
    const { id, record } = await owner.domains.add.mutate({ host: 'click.silent.com' });
    patient.nameServer.put('click.silent.com', [record.target]);
    const began = performance.now();
    const { status, diagnosis } = await owner.domains.check.mutate({ id });
    // The check has 15 s; the rest is for a machine that has other work as well.
    expect(performance.now() - began).toBeLessThan(18_000);
    expect([status, diagnosis?.code]).toEqual(['pending', 'https_unreachable']);
    await patient.stop();
    for (const socket of sockets) socket.destroy();
    silent.close();
  }, 30_000);
});
