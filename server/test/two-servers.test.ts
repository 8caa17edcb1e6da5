import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealToken } from '@waymark/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  startTestServer,
  storedId,
  storedNumber,
  type TestServer,
} from './test-server.ts';

type OtherServer = Awaited<ReturnType<TestServer['another']>>;

let server: TestServer;
let owner: Api;
let projectId: string;
let domain: { id: string; host: string };
let key: Uint8Array;
let other: OtherServer;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const account = await server.account();
  owner = account.owner;
  ({ id: projectId } = await owner.projects.create.mutate({ name: 'Newsletter' }));
  domain = await addVerifiedDomain(server, owner, 'click.brand.com');
  await owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
  const { secret } = await server.database.signingKey.findFirstOrThrow({ where: { domainId: storedId(domain.id) } });
  key = secret;
});
afterAll(() => server.stop());

const ways = {
  'by notification': {},
  'by looking for it, with no notification': { listen: false },
  'by looking it up, with the feed an hour late': { listen: false, pollIntervalMs: 3_600_000 },
} as const;

/** A mailing of one link, registered with the first server, and a function that clicks it on the other one. */
async function sent(number: number) {
  const urls = [`https://shop.brand.com/${number}`];
  const { wrapping } = await owner.mailings.create.mutate({ projectId, name: `Number ${number}`, urls });
  const linkId = wrapping!.clicks!.links[0]!;
  const token = sealToken({ kind: 'c', id: storedNumber(linkId), keyId: 1, recipientId: '42' }, domain.host, key);
  const click = async () => {
    const began = performance.now();
    const { headers } = await other.ask(`/c/${token}`, { host: domain.host });
    return { location: headers.location, took: performance.now() - began };
  };
  return { linkId, target: urls[0]!, click };
}

const shown = (milliseconds: readonly number[]) => {
  const sorted = milliseconds.toSorted((one, another) => one - another);
  return `median ${sorted[Math.floor(sorted.length / 2)]!.toFixed(1)} ms, longest ${sorted.at(-1)!.toFixed(1)} ms`;
};

/** Milliseconds until a condition is met. */
async function until(isSo: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > 30_000) throw new Error('It never became so.');
    await sleep(5);
  }
  return performance.now() - began;
}

describe.each(Object.entries(ways))('two servers on one database, of which one hears of changes %s', (way, feed) => {
  beforeAll(async () => {
    other = await server.another({ feed });
  });
  afterAll(() => other.stop());

  it('answer links that the other one registered a moment ago', async () => {
    const links = 20;
    const answers = await Promise.all(
      Array.from({ length: links }, async (_, number) => {
        const { click, target } = await sent(number);
        return { ...(await click()), target };
      }),
    );
    const right = answers.filter(({ location, target }) => location === target).length;
    console.log(`new links, ${way}: ${right} of ${links} right, ${shown(answers.map(({ took }) => took))}`);
    expect(right).toBe(links);
  });

  // A feed that is an hour late shows what is new by looking it up, and nothing that was changed.
  if (!('pollIntervalMs' in feed))
    it('apply a corrected destination within 2 s', async () => {
      const links = await Promise.all(Array.from({ length: 5 }, (_, number) => sent(number)));
      const times = await Promise.all(
        links.map(async ({ linkId, click, target }, number) => {
          expect((await click()).location).toBe(target);
          // One after the other, at different moments between two looks.
          await sleep(200 * number);
          const url = `https://right.brand.com/${number}`;
          await owner.links.changeDestination.mutate({ linkId, url });
          return until(async () => (await click()).location === url);
        }),
      );
      console.log(`changed destinations, ${way}: ${shown(times)}`);
      expect(Math.max(...times)).toBeLessThan(2000);
    });

  if (feed === ways['by notification'])
    it('refuse links of a domain that was removed through the other one', async () => {
      const host = 'go.brand.com';
      const added = await addVerifiedDomain(server, owner, host);
      await owner.projects.update.mutate({ id: projectId, clickDomainId: added.id });
      const urls = ['https://shop.brand.com/'];
      const { wrapping } = await owner.mailings.create.mutate({ projectId, name: 'Short-lived', urls });
      await owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
      const { secret } = await server.database.signingKey.findFirstOrThrow({ where: { domainId: storedId(added.id) } });
      const token = sealToken({ kind: 'c', id: storedNumber(wrapping!.clicks!.links[0]), keyId: 1 }, host, secret);
      const status = async () => (await other.ask(`/c/${token}`, { host })).status;
      expect(await status()).toBe(302);
      server.nameServer.put(host, 'no-name');
      await owner.domains.remove.mutate({ id: added.id, host });
      const took = await until(async () => (await status()) === 404);
      console.log(`a removed domain: refused by the other server after ${took.toFixed(1)} ms`);
    });
});
