import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, startTestServer, storedId, type TestServer } from '../../test/test-server.ts';
import { ids } from '../rpc/ids.ts';
import { clickHost, pageOrigin, phoneOf } from './phone.testing.ts';
import { prunePhoneTrials } from './prune.ts';

let server: TestServer;
let owner: Api;
let domainId: string;
let phone: ReturnType<typeof phoneOf>;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: pageOrigin });
  phone = phoneOf(server);
  owner = (await server.account()).owner;
  domainId = (await addVerifiedDomain(server, owner, clickHost)).id;
});
afterAll(() => server.stop());

async function trialIn(name: string) {
  const { id: projectId } = await owner.projects.create.mutate({ name });
  await owner.projects.update.mutate({ id: projectId, clickDomainId: domainId });
  const trial = await owner.phoneTrials.start.mutate({ projectId, urls: ['https://shop.example/'] });
  const { mailingId } = await server.database.phoneTrial.findUniqueOrThrow({ where: { id: storedId(trial.id) } });
  return {
    ...{ trial, projectId, mailingId: ids.mailing.encode(Number(mailingId)) },
    tap: async () => (await phone.tap(trial.links[0]?.ways[1]?.url)).status,
  };
}

it('the links of a trial go nowhere, also where their project was deleted, and kept its links, meanwhile', async () => {
  const { projectId, tap } = await trialIn('Deleted with its links kept');
  await owner.projects.delete.mutate({ id: projectId, links: 'keep' });
  await prunePhoneTrials(server.database, new Date());
  await expect.poll(tap).toBe(404);
});

it('the same where the test send was deleted and kept its links, when the hour is over', async () => {
  const { trial, mailingId, tap } = await trialIn('Test send deleted');
  await owner.mailings.delete.mutate({ mailingId, links: 'keep' });
  await prunePhoneTrials(server.database, new Date());
  expect(await tap()).toBe(302);
  await phone.end(trial);
  await prunePhoneTrials(server.database, new Date());
  await expect.poll(tap).toBe(404);
});
