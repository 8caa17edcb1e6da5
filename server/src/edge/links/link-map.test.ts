import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { knownMessage } from '../edge.testing.ts';
import type { Change, Known } from './entities.ts';
import { LinkMap } from './link-map.ts';

const key = (byte: number) => Buffer.alloc(32, byte);

function mapOf(...changes: Change[]): LinkMap {
  const map = new LinkMap();
  map.apply(changes);
  return map;
}

const domain = (id: string, ...keyIds: number[]): Known => ({
  kind: 'domain',
  id,
  host: 'click.brand.com',
  certificate: false,
  keys: keyIds.map((keyId) => ({ keyId, key: key(keyId) })),
});
const message = knownMessage(3, 'd1', { ipMode: 'full' });
const link: Known = { kind: 'link', id: 7, messageId: 3, destination: 'https://shop.brand.com/' };

describe('the link map', () => {
  it('knows a host, its keys, and which domains a message answers on', () => {
    const map = mapOf(domain('d1', 200), ...message, link);
    expect(map.domainOf('click.brand.com')).toMatchObject({ domainId: 'd1', certificate: false });
    expect(map.domainOf('click.brand.com')?.keys[200]).toEqual(key(200));
    expect(map.domainOf('click.brand.com')?.keys[1]).toBeUndefined();
    expect(map.link(7)).toEqual({ destination: 'https://shop.brand.com/', message: map.message(3) });
    expect(map.message(3)).toMatchObject({ clickDomainId: 'd1', openDomainId: 'd1', ipMode: 'full' });
  });

  it('takes things in any order', () => {
    const map = mapOf(link, ...[...message].reverse(), domain('d1', 1));
    expect(map.link(7)?.message.clickDomainId).toBe(map.domainOf('click.brand.com')?.domainId);
  });

  it('shows the newest state of everything, whatever was asked for before', () => {
    const map = mapOf(domain('d1', 1), ...message, link);
    const look = () => [map.domainOf('click.brand.com'), map.link(7), map.message(3)];
    look();
    map.apply([{ ...link, destination: 'https://right.example/' }]);
    expect(map.link(7)?.destination).toBe('https://right.example/');
    map.apply([{ ...domain('d1', 1, 2), certificate: true } as Known]);
    expect(map.domainOf('click.brand.com')).toMatchObject({ certificate: true });
    expect(map.domainOf('click.brand.com')?.keys[2]).toEqual(key(2));
    map.apply(knownMessage(3, 'd1', { ipMode: 'none', referrerPolicy: 'strict-origin-when-cross-origin' }).slice(0, 1));
    expect(map.link(7)?.message).toMatchObject({ ipMode: 'none', referrerPolicy: 'strict-origin-when-cross-origin' });
    map.apply([{ kind: 'gone', of: 'message', id: 3 }]);
    expect(look().slice(1)).toEqual([undefined, undefined]);
    map.apply(message);
    expect(map.link(7)).toBeUndefined();
  });

  it('gives a host that changed hands none of the keys of its former domain, in whatever order it hears of both', () => {
    const gone: Change = { kind: 'gone', of: 'domain', id: 'd1' };
    for (const changes of [
      [gone, domain('d9')],
      [domain('d9'), gone],
    ]) {
      const map = mapOf(domain('d1', 1), ...message);
      map.domainOf('click.brand.com');
      map.apply(changes);
      expect(map.domainOf('click.brand.com')).toEqual({ domainId: 'd9', keys: [], certificate: false, wanted: false });
    }
  });

  it('knows a removed host no more', () => {
    const map = mapOf(domain('d1', 1));
    map.domainOf('click.brand.com');
    map.apply([{ kind: 'gone', of: 'domain', id: 'd1' }]);
    expect(map.domainOf('click.brand.com')).toBeUndefined();
  });

  it('replaces a stretch of things by what is left of it', () => {
    const links = [1, 2, 3, 4].map((id): Known => ({ ...link, id }) as Known);
    const map = mapOf(...message, ...links);
    for (const id of [1, 2, 3, 4]) map.link(id);
    map.apply([{ kind: 'gone-between', of: 'link', after: 1, to: 3 }, links[2]!]);
    expect([1, 2, 3, 4].map((id) => map.link(id) !== undefined)).toEqual([true, false, true, true]);
    map.apply([{ kind: 'gone-between', of: 'link', after: 3, to: null }]);
    expect([1, 2, 3, 4].map((id) => map.link(id) !== undefined)).toEqual([true, false, true, false]);
  });

  it('knows a message without a domain for clicks or opens', () => {
    const [project] = message;
    const map = mapOf(
      project!,
      { kind: 'message', id: 3, projectId: 'project of 3', clickDomainId: null, openDomainId: 'd1' },
      link,
    );
    expect(map.link(7)?.message.clickDomainId).toBeNull();
  });

  it('knows who withdrew consent, of which account, and from when on not any more', () => {
    const map = mapOf(...message, ...knownMessage(4, 'd1', { accountId: 'other' }));
    const withdrawn = (id: number, recipient: string | undefined) => map.withdrawn(map.message(id)!, recipient);
    expect([withdrawn(3, 'reader 1'), withdrawn(4, 'reader 1')]).toEqual([false, false]);
    map.apply([{ kind: 'withdrawal', id: 'account reader 1' }]);
    expect([withdrawn(3, 'reader 1'), withdrawn(4, 'reader 1')]).toEqual([true, false]);
    expect([withdrawn(3, 'reader 2'), withdrawn(3, undefined)]).toEqual([false, false]);
    map.apply([{ kind: 'gone', of: 'withdrawal', id: 'account reader 1' }]);
    expect(withdrawn(3, 'reader 1')).toBe(false);
  });

  it.each([
    'javascript:alert(1)',
    'https://a.example/\r\nX: y',
    'https://a.example/ü',
    '//a.example',
    'https://a.example/a b',
    '',
  ])('does not take %j for a destination', (destination) =>
    expect(mapOf(domain('d1'), ...message, { ...link, destination }).link(7)).toBeUndefined(),
  );

  it('answers for more links than it keeps in memory, which stay below 250 bytes each with 80 characters', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const hotLinks = 100_000;
    const map = new LinkMap({ hotLinks });
    map.apply(message);
    const destination = (id: number) => `https://shop.brand.com/${String(id).padStart(57, '0')}`;
    for (let first = 1; first <= 3 * hotLinks; first += 1000) {
      const ids = Array.from({ length: 1000 }, (_, index) => first + index);
      map.apply(ids.map((id) => ({ kind: 'link', id, messageId: 3, destination: destination(id) })));
    }
    const memory = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = memory();
    for (let id = 1; id <= 3 * hotLinks; id++) map.link(id);
    expect((memory() - before) / hotLinks).toBeLessThan(250);
    for (const id of [1, hotLinks, 2 * hotLinks, 3 * hotLinks]) expect(map.link(id)?.destination).toBe(destination(id));
  });
});
