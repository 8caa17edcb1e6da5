import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Change, LinkMap } from './link-map.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);

function mapOf(...changes: Change[]): LinkMap {
  const map = new LinkMap();
  for (const change of changes) map.apply(change);
  return map;
}

const host: Change = { kind: 'host', domainId: 'd1', host: 'click.brand.com' };
const message: Change = { kind: 'message', id: 3, clickDomainId: 'd1', openDomainId: 'd2', ipMode: 'full' };
const link: Change = { kind: 'link', id: 7, messageId: 3, destination: 'https://shop.brand.com/' };

describe('the link map', () => {
  it('knows a host, its keys, and which domains a message answers on', () => {
    const map = mapOf(host, { kind: 'key', domainId: 'd1', keyId: 200, key: key(1) }, message, link);
    const domain = map.domainOf('click.brand.com');
    expect(domain?.keys[200]).toEqual(key(1));
    expect(domain?.keys[1]).toBeUndefined();
    expect(map.link(7)).toEqual({ destination: 'https://shop.brand.com/', message: map.message(3) });
    expect(map.message(3)?.clickDomain).toBe(domain);
    expect(map.message(3)?.openDomain).not.toBe(domain);
    expect(map.message(3)?.ipMode).toBe('full');
  });

  it('takes a host, its keys and its messages in any order', () => {
    const map = mapOf(message, { kind: 'key', domainId: 'd1', keyId: 1, key: key(1) }, host);
    expect(map.domainOf('click.brand.com')).toBe(map.message(3)?.clickDomain);
    expect(map.domainOf('click.brand.com')?.keys[1]).toEqual(key(1));
  });

  it('keeps the keys of a host that is announced again', () => {
    const map = mapOf(host, { kind: 'key', domainId: 'd1', keyId: 1, key: key(1) }, host);
    expect(map.domainOf('click.brand.com')?.keys[1]).toEqual(key(1));
  });

  it('gives a host that changed hands none of the keys and messages of its former domain', () => {
    const map = mapOf(host, { kind: 'key', domainId: 'd1', keyId: 1, key: key(1) }, message);
    map.apply({ kind: 'host-removed', domainId: 'd1' });
    expect(map.domainOf('click.brand.com')).toBeUndefined();
    map.apply({ kind: 'host', domainId: 'd9', host: 'click.brand.com' });
    expect(map.domainOf('click.brand.com')?.keys).toEqual([]);
    expect(map.domainOf('click.brand.com')).not.toBe(map.message(3)?.clickDomain);
    map.apply({ kind: 'host-removed', domainId: 'd1' });
    expect(map.domainOf('click.brand.com')?.domainId).toBe('d9');
  });

  it('knows a message without a domain for clicks or opens', () => {
    const map = mapOf({ kind: 'message', id: 3, clickDomainId: null, openDomainId: 'd1', ipMode: 'none' }, link);
    expect(map.link(7)?.message.clickDomain).toBeUndefined();
  });

  it.each([
    'javascript:alert(1)',
    'https://a.example/\r\nX: y',
    'https://a.example/ü',
    '//a.example',
    'https://a.example/a b',
    '',
  ])('does not take %j for a destination', (destination) =>
    expect(mapOf(host, message, { ...link, destination }).link(7)).toBeUndefined(),
  );

  it('takes at most 250 bytes for a link with a destination of 80 characters', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const map = mapOf(host, message);
    const links = 300_000;
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let id = 1; id <= links; id++) {
      const destination = Buffer.from(`https://shop.brand.com/${String(id).padStart(57, '0')}`).toString();
      map.apply({ kind: 'link', id, messageId: 3, destination });
    }
    collect();
    expect((process.memoryUsage().heapUsed - before) / links).toBeLessThan(250);
    expect(map.link(links)?.destination).toHaveLength(80);
  });
});
