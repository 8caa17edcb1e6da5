import { afterEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { addHost, addLink, mailingEntities, startEdge } from '../edge.testing.ts';
import type { Entity, LookUp } from './entities.ts';
import type { LinkMap } from './link-map.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;
let waitFor: MockInstance<LinkMap['waitFor']>;
afterEach(() => edge.stop());

const waiting = (requests: number) => vi.waitFor(() => expect(waitFor).toHaveBeenCalledTimes(requests));

const mailing = mailingEntities(3, 'd');
const link: Entity = { kind: 'link', id: 7, mailingId: 3, url: 'https://shop.brand.com/' };

async function edgeWith(options: { lookUp?: LookUp; newLinkTimeoutMs: number }) {
  edge = await startEdge(options);
  waitFor = vi.spyOn(edge.linkMap, 'waitFor');
  return addHost(edge.linkMap, 'click.brand.com', 'd');
}

describe('a genuine token that is newer than the link map', () => {
  it('waits for the feed and redirects as soon as the link arrives', async () => {
    const host = await edgeWith({ newLinkTimeoutMs: 60_000 });
    const answers = Promise.all([1, 2, 3].map((key) => edge.ask(`/c/${host.click(7, String(key))}`, host)));
    await waiting(3);
    addLink(edge.linkMap, host, 7, 3, 'https://shop.brand.com/');
    expect((await answers).map(({ headers }) => headers.location)).toEqual(Array(3).fill('https://shop.brand.com/'));
    expect(await edge.events()).toHaveLength(3);
  });

  it('of a pixel waits for the mailing', async () => {
    const host = await edgeWith({ newLinkTimeoutMs: 60_000 });
    const answer = edge.ask(`/o/${host.open(3)}.gif`, host);
    await waiting(1);
    edge.linkMap.apply(mailing);
    expect((await answer).status).toBe(200);
  });

  it('is looked up in the database when the feed is late, once for all waiting requests', async () => {
    const asked: string[] = [];
    const lookUp: LookUp = async (kind, id) => {
      asked.push(`${kind} ${id}`);
      return [...mailing, link];
    };
    const host = await edgeWith({ lookUp, newLinkTimeoutMs: 20 });
    const answers = await Promise.all([1, 2, 3].map((key) => edge.ask(`/c/${host.click(7, String(key))}`, host)));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302]);
    expect(asked).toEqual(['link 7']);
    expect((await edge.ask(`/c/${host.click(7)}`, host)).status).toBe(302);
    expect(asked).toHaveLength(1);
  });

  it('is not found when the database does not have it, is unreachable, or does not respond', async () => {
    let lookUp: LookUp = async () => [];
    const host = await edgeWith({ lookUp: (kind, id) => lookUp(kind, id), newLinkTimeoutMs: 5 });
    expect((await edge.ask(`/c/${host.click(7)}`, host)).status).toBe(404);
    lookUp = () => Promise.reject(new Error('the database is away'));
    expect((await edge.ask(`/c/${host.click(8)}`, host)).status).toBe(404);
    lookUp = () => new Promise(() => undefined);
    expect((await edge.ask(`/c/${host.click(9)}`, host)).status).toBe(404);
    expect(await edge.events()).toEqual([]);
  });

  it('that was not found is not looked up again at once, and is answered as soon as the feed delivers it', async () => {
    let asked = 0;
    const lookUp: LookUp = async () => {
      asked++;
      return [];
    };
    const host = await edgeWith({ lookUp, newLinkTimeoutMs: 5 });
    for (let request = 0; request < 5; request++) {
      expect((await edge.ask(`/c/${host.click(7)}`, host)).status).toBe(404);
    }
    expect(asked).toBe(1);
    addLink(edge.linkMap, host, 7, 3, 'https://shop.brand.com/');
    expect((await edge.ask(`/c/${host.click(7)}`, host)).status).toBe(302);
  });

  it('of an unknown host waits for nothing', async () => {
    const host = await edgeWith({ newLinkTimeoutMs: 60_000 });
    expect((await edge.ask(`/c/${host.click(7)}`, { host: 'stranger.example' })).status).toBe(404);
    expect((await edge.ask(`/c/${host.click(7).slice(0, -1)}`, host)).status).toBe(404);
  });
});
