import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { mailingEntities } from '../edge.testing.ts';
import type { Change, Entity } from './entities.ts';
import { LinkMap } from './link-map.ts';

const key = (byte: number) => Buffer.alloc(32, byte);

function mapOf(...changes: Change[]): LinkMap {
  const map = new LinkMap();
  map.apply(changes);
  return map;
}

const domain = (id: string, ...keyIds: number[]): Entity => ({
  kind: 'domain',
  id,
  host: 'click.brand.com',
  certificate: false,
  keys: keyIds.map((keyId) => ({ keyId, key: key(keyId) })),
});
const mailing = mailingEntities(3, 'd1', { ipMode: 'full' });
const link: Entity = { kind: 'link', id: 7, mailingId: 3, url: 'https://shop.brand.com/' };

describe('the link map', () => {
  it('knows a host, its keys, and which domains a mailing answers on', () => {
    const map = mapOf(domain('d1', 200), ...mailing, link);
    expect(map.domainOf('click.brand.com')).toMatchObject({ domainId: 'd1', certificate: false });
    expect(map.domainOf('click.brand.com')?.keys[200]).toEqual(key(200));
    expect(map.domainOf('click.brand.com')?.keys[1]).toBeUndefined();
    expect(map.link(7)).toEqual({ url: 'https://shop.brand.com/', mailing: map.mailing(3) });
    expect(map.mailing(3)).toMatchObject({ clickDomainId: 'd1', openDomainId: 'd1', ipMode: 'full' });
  });

  it('accepts entities in any order', () => {
    const map = mapOf(link, ...[...mailing].reverse(), domain('d1', 1));
    expect(map.link(7)?.mailing.clickDomainId).toBe(map.domainOf('click.brand.com')?.domainId);
  });

  it('returns the newest state of everything, whatever was cached before', () => {
    const map = mapOf(domain('d1', 1), ...mailing, link);
    const look = () => [map.domainOf('click.brand.com'), map.link(7), map.mailing(3)];
    look();
    map.apply([{ ...link, url: 'https://right.example/' }]);
    expect(map.link(7)?.url).toBe('https://right.example/');
    map.apply([{ ...domain('d1', 1, 2), certificate: true } as Entity]);
    expect(map.domainOf('click.brand.com')).toMatchObject({ certificate: true });
    expect(map.domainOf('click.brand.com')?.keys[2]).toEqual(key(2));
    map.apply(
      mailingEntities(3, 'd1', { ipMode: 'none', referrerPolicy: 'strict-origin-when-cross-origin' }).slice(0, 1),
    );
    expect(map.link(7)?.mailing).toMatchObject({ ipMode: 'none', referrerPolicy: 'strict-origin-when-cross-origin' });
    map.apply([{ kind: 'gone', of: 'mailing', id: 3 }]);
    expect(look().slice(1)).toEqual([undefined, undefined]);
    map.apply(mailing);
    expect(map.link(7)).toBeUndefined();
  });

  it('gives a host that changed owners none of the keys of its former domain, in whatever order the changes arrive', () => {
    const gone: Change = { kind: 'gone', of: 'domain', id: 'd1' };
    for (const changes of [
      [gone, domain('d9')],
      [domain('d9'), gone],
    ]) {
      const map = mapOf(domain('d1', 1), ...mailing);
      map.domainOf('click.brand.com');
      map.apply(changes);
      expect(map.domainOf('click.brand.com')).toEqual({ domainId: 'd9', keys: [], lastIds: [], certificate: false });
    }
  });

  it('forgets a removed host', () => {
    const map = mapOf(domain('d1', 1));
    map.domainOf('click.brand.com');
    map.apply([{ kind: 'gone', of: 'domain', id: 'd1' }]);
    expect(map.domainOf('click.brand.com')).toBeUndefined();
  });

  it('replaces a range of entities by what is left of it', () => {
    const links = [1, 2, 3, 4].map((id): Entity => ({ ...link, id }) as Entity);
    const map = mapOf(...mailing, ...links);
    for (const id of [1, 2, 3, 4]) map.link(id);
    map.apply([{ kind: 'gone-between', of: 'link', after: 1, to: 3 }, links[2]!]);
    expect([1, 2, 3, 4].map((id) => map.link(id) !== undefined)).toEqual([true, false, true, true]);
    map.apply([{ kind: 'gone-between', of: 'link', after: 3, to: null }]);
    expect([1, 2, 3, 4].map((id) => map.link(id) !== undefined)).toEqual([true, false, true, false]);
  });

  it('knows a mailing without a domain for clicks or opens', () => {
    const [project] = mailing;
    const map = mapOf(
      project!,
      { kind: 'mailing', id: 3, projectId: 'project of 3', clickDomainId: null, openDomainId: 'd1' },
      link,
    );
    expect(map.link(7)?.mailing.clickDomainId).toBeNull();
  });

  it('knows who opted out of which account, and who opted in again', () => {
    const map = mapOf(...mailing, ...mailingEntities(4, 'd1', { accountId: 'other' }));
    const optedOut = (id: number, recipient: string | undefined) => map.optedOut(map.mailing(id)!, recipient);
    expect([optedOut(3, 'reader 1'), optedOut(4, 'reader 1')]).toEqual([false, false]);
    map.apply([{ kind: 'opt_out', id: 'account reader 1' }]);
    expect([optedOut(3, 'reader 1'), optedOut(4, 'reader 1')]).toEqual([true, false]);
    expect([optedOut(3, 'reader 2'), optedOut(3, undefined)]).toEqual([false, false]);
    map.apply([{ kind: 'gone', of: 'opt_out', id: 'account reader 1' }]);
    expect(optedOut(3, 'reader 1')).toBe(false);
  });

  it.each([
    'javascript:alert(1)',
    'https://a.example/\r\nX: y',
    'https://a.example/ü',
    '//a.example',
    'https://a.example/a b',
    '',
  ])('does not take %j for a destination', (url) =>
    expect(mapOf(domain('d1'), ...mailing, { ...link, url }).link(7)).toBeUndefined(),
  );

  /** What is left after a full collection, in bytes. */
  function memory(): number {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  it('takes no memory for links, mailings and hosts that are not there', () => {
    const before = memory();
    const maps = Array.from({ length: 5 }, () => new LinkMap({ maxCachedLinks: 1_000_000 }));
    expect((memory() - before) / maps.length).toBeLessThan(1_000_000);
    expect(maps.map((map) => map.link(7))).toEqual(Array(5).fill(undefined));
  });

  it('answers for more links than it keeps in memory, which take less than 250 bytes each with 80 characters', () => {
    const maxCachedLinks = 100_000;
    const map = new LinkMap({ maxCachedLinks });
    map.apply(mailing);
    const urlAt = (id: number) => `https://shop.brand.com/${String(id).padStart(57, '0')}`;
    for (let first = 1; first <= 3 * maxCachedLinks; first += 1000) {
      const ids = Array.from({ length: 1000 }, (_, index) => first + index);
      map.apply(ids.map((id) => ({ kind: 'link', id, mailingId: 3, url: urlAt(id) })));
    }
    const before = memory();
    for (let id = 1; id <= 3 * maxCachedLinks; id++) map.link(id);
    expect((memory() - before) / maxCachedLinks).toBeLessThan(250);
    for (const id of [1, maxCachedLinks, 2 * maxCachedLinks, 3 * maxCachedLinks])
      expect(map.link(id)?.url).toBe(urlAt(id));
  });
});
