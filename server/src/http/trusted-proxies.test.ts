import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { createTrustedProxies } from './trusted-proxies.ts';

let close: (() => void) | undefined;
afterEach(() => close?.());

/** How a request from 127.0.0.1 with these headers is interpreted. */
async function read(proxies: readonly string[], headers: Record<string, string>, listen = '127.0.0.1') {
  const { clientAddress, overHttps } = createTrustedProxies(proxies);
  const server = createServer((request, response) => {
    response.end(JSON.stringify({ client: clientAddress(request), https: overHttps(request) }));
  });
  await new Promise<void>((listening) => server.listen(0, listen, listening));
  close = () => server.close();
  return JSON.parse((await ask((server.address() as AddressInfo).port, '/', { headers })).text);
}

async function clientOf(proxies: readonly string[], forwardedFor: string | undefined, listen?: string) {
  return (await read(proxies, forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }, listen)).client;
}

const reader = '203.0.113.7';

describe('the address of a visitor', () => {
  it.each<[string, string[], string | undefined, string]>([
    ['is the connection without proxies', [], undefined, '127.0.0.1'],
    ['is the connection, whatever a header says, without proxies', [], reader, '127.0.0.1'],
    ['is the connection when that is no proxy of ours', ['10.0.0.0/8', '::1'], reader, '127.0.0.1'],
    ['is the connection when a proxy says nothing', ['loopback'], undefined, '127.0.0.1'],
    ['is what a proxy says', ['loopback'], reader, reader],
    ['is what a proxy says that is named by its address', ['127.0.0.1'], reader, reader],
    ['is what a proxy says that is named by its network', ['127.0.0.0/30'], reader, reader],
    ['is what a proxy says that is named by an address of its network', ['127.9.9.9/8'], reader, reader],
    ['may be of IPv6', ['loopback'], '2001:db8::7', '2001:db8::7'],
    ['may have a port', ['loopback'], `${reader}:50123`, reader],
    ['may have a port in IPv6', ['loopback'], '[2001:db8::7]:50123', '2001:db8::7'],
    ['may stand in brackets', ['loopback'], '[2001:db8::7]', '2001:db8::7'],
    ['is not what the visitor wrote', ['loopback'], `198.51.100.1, ${reader}`, reader],
    ['is not a proxy that the visitor named', ['loopback', '10.0.0.0/8'], `10.0.0.1, 127.0.0.1, ${reader}`, reader],
    ['is what the first of two proxies says', ['loopback', '10.0.0.0/8'], `${reader}, 10.0.0.9`, reader],
    [
      'is what the first of two says in mapped notation',
      ['loopback', '10.0.0.0/8'],
      `${reader}, ::ffff:10.0.0.9`,
      reader,
    ],
    ['is what the first of two of IPv6 says', ['loopback', '2001:db8:a::/48'], `${reader},2001:db8:a::9`, reader],
    ['is a proxy that nobody named', ['loopback'], `${reader}, 10.0.0.9`, '10.0.0.9'],
    ['is the first when all are proxies', ['loopback', '10.0.0.0/8'], '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['is the last one known before a word', ['loopback', '10.0.0.0/8'], `${reader}, unknown, 10.0.0.9`, '10.0.0.9'],
    ['is the last one known before nothing', ['loopback', '10.0.0.0/8'], `${reader},, 10.0.0.9`, '10.0.0.9'],
    ['is the last one known before a script', ['loopback'], '<script>', '127.0.0.1'],
    ['is the last one known before half an address', ['loopback'], '203.0.113', '127.0.0.1'],
    ['is the last one known before a number out of range', ['loopback'], '203.0.113.256', '127.0.0.1'],
    ['is the connection before an empty header', ['loopback'], '', '127.0.0.1'],
  ])('%s', async (_what, proxies, forwardedFor, address) => {
    expect(await clientOf(proxies, forwardedFor)).toBe(address);
  });

  it.each([
    [['loopback'], reader, reader],
    [['127.0.0.1'], reader, reader],
    [['10.0.0.0/8'], reader, '::ffff:127.0.0.1'],
  ])(
    'is the same on a socket for both families, where 127.0.0.1 is ::ffff:127.0.0.1: %j',
    async (proxies, said, address) => {
      expect(await clientOf(proxies, said, '::')).toBe(address);
    },
  );

  it('is read from all header lines together', async () => {
    const lines = ['198.51.100.1', reader] as unknown as string;
    expect(await clientOf(['loopback'], lines)).toBe(reader);
  });
});

describe('a request', () => {
  it.each<[string, string[], string, boolean]>([
    ['came by HTTPS when a proxy says so', ['loopback'], 'https', true],
    ['came by HTTPS when a proxy says so in capitals', ['loopback'], 'HTTPS', true],
    ['came by HTTPS when the first of two proxies says so', ['loopback'], 'https, http', true],
    ['came by HTTP when a proxy says so', ['loopback'], 'http', false],
    ['came by HTTP when the first of two proxies says so', ['loopback'], 'http, https', false],
    ['came by HTTP when a proxy says something else', ['loopback'], 'httpsx', false],
    ['came by HTTP when a proxy says nothing', ['loopback'], '', false],
    ['came by HTTP when who says so is no proxy of ours', ['10.0.0.0/8'], 'https', false],
    ['came by HTTP, whatever a header says, without proxies', [], 'https', false],
  ])('%s', async (_what, proxies, proto, https) => {
    expect((await read(proxies, { 'x-forwarded-proto': proto })).https).toBe(https);
  });
});
