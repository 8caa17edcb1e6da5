import { describe, expect, it } from 'vitest';
import { startPlain } from '../../net/misbehaving-https.testing.ts';
import { isPublicAddress } from '../../net/public-address.ts';
import { fetchFile } from './fetch-files.ts';
import { host } from './fetching.testing.ts';

describe('a file on a host that is not public', () => {
  /** Answers with these addresses, one list after the other, and counts the connections to this machine. */
  async function attempt(name: string, ...lists: readonly (readonly string[])[]) {
    const server = await startPlain((socket) => socket.destroy());
    const asked: string[] = [];
    const addressesOf = async (host: string) => {
      asked.push(host);
      return lists[Math.min(asked.length, lists.length) - 1] ?? [];
    };
    const options = { addressesOf, mayConnect: isPublicAddress, port: server.port };
    const file = await fetchFile('android', name, new Map(), options);
    await server.stop();
    return { why: file.state === 'failed' && file.why, asked, connections: server.connections() };
  }

  it.each([
    ['loopback', ['127.0.0.1']],
    ['a private network', ['10.0.0.5']],
    ['the services of a cloud', ['169.254.169.254']],
    ['the services of a cloud, by IPv6', ['fd00:ec2::254']],
    ['loopback, mapped into IPv6', ['::ffff:127.0.0.1']],
    ['the services of a cloud, mapped into IPv6 in hex', ['::ffff:a9fe:a9fe']],
    ['loopback through 6to4', ['2002:7f00:1::']],
    ['loopback through NAT64', ['64:ff9b::7f00:1']],
    ['loopback through a NAT64 of its own', ['64:ff9b:1::7f00:1']],
    ['loopback through Teredo', ['2001:0:4136:e378:8000:63bf:3fff:fdd2']],
    ['this machine', ['::1']],
    ['no address at all', ['0.0.0.0']],
    ['a public address and then a private one', ['1.1.1.1', '192.168.1.1']],
  ])('is not asked for where the name leads to %s', async (_, addresses) => {
    expect(await attempt(host, addresses)).toEqual({ why: 'private-address', asked: [host], connections: 0 });
  });

  it.each([
    'localhost',
    'click.localhost',
    'printer.local',
    'metadata.google.internal',
    'intranet',
    'router.lan',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '[::ffff:169.254.169.254]',
    '169.254.169.254',
  ])('has a name or address that is never asked: %s', async (name) => {
    expect(await attempt(name, ['127.0.0.1'])).toEqual({ why: 'private-address', asked: [], connections: 0 });
  });

  it.each(['1.1.1.1', '16843009', '[2606:4700:4700::1111]', `${host}:8443`])('is no name at 443: %s', async (name) => {
    expect(await attempt(name, ['127.0.0.1'])).toEqual({ why: 'unusual-host', asked: [], connections: 0 });
  });

  it('may have a name in any script, and a dot at its end', async () => {
    expect((await attempt('bücher.example.com.', [])).asked).toEqual(['xn--bcher-kva.example.com']);
  });
});
