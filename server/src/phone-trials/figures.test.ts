import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/test-server.ts';
import { ids } from '../rpc/ids.ts';
import { clickHost, pageOrigin, phoneOf } from './phone.testing.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: pageOrigin });
});
afterAll(() => server.stop());

describe('a trial on a phone', () => {
  it('is a test send: in no figure of mail that was sent, and in none of what would be lost', async () => {
    const { id, owner: editor } = await server.account();
    const phone = phoneOf(server);
    const domainId = ids.domain.encode((await server.make.domain(id, { host: clickHost })).domain.id);
    const { id: projectId } = await editor.projects.create.mutate({ name: 'Newsletter' });
    await editor.projects.update.mutate({ id: projectId, clickDomainId: domainId });
    const lost = () =>
      Promise.all([
        editor.domains.previewRemoval.query({ id: domainId }).then(({ losses }) => losses),
        editor.projects.delete.mutate({ id: projectId }).then(({ losses }) => losses),
      ]);
    const [before, lostBefore] = [await editor.mailings.list.query({ projectId }), await lost()];
    const trial = await editor.phoneTrials.start.mutate({ projectId, urls: ['https://shop.example/figures'] });
    await phone.tap(trial.links[0]?.ways[1]?.url);
    const after = await editor.mailings.list.query({ projectId });
    expect([after.data, after.tests.mailings]).toEqual([before.data, before.tests.mailings + 1]);
    const [newest] = (await editor.mailings.list.query({ projectId, test: true })).data;
    expect(newest).toMatchObject({ name: 'Tried on a phone' });
    await expect.poll(async () => (await editor.events.list.query({ mailingId: newest!.id })).data).toHaveLength(1);
    expect((await editor.events.list.query({ projectId })).data).toEqual([]);
    expect(await lost()).toEqual(lostBefore);
    expect(lostBefore).toMatchObject([
      { mailings: 0, links: 0 },
      { mailings: 0, links: 0, events: 0 },
    ]);
    const { losses } = await editor.mailings.delete.mutate({ mailingId: newest!.id });
    expect(losses).toMatchObject({ links: 1, events: 1 });
  });
});
