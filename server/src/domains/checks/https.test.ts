import { randomBytes } from 'node:crypto';
import { createServer as createPlainServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { needs } from '@waymark/testing/needs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEdge } from '../../edge/answer.ts';
import { temporaryFolder } from '../../edge/edge.testing.ts';
import { SegmentJournal } from '../../edge/journal/segment-journal.ts';
import { LinkMap } from '../../edge/links/link-map.ts';
import { type Authority, type Certificate, createAuthority } from '../../net/certificates.testing.ts';
import { probe } from './https.ts';

const host = 'click.brand.com';
const key = randomBytes(32);
let authority: Authority;
let edge: RequestListener;
const undo: (() => unknown)[] = [];
const ended: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  authority = createAuthority();
  const { folder, remove } = await temporaryFolder();
  const journal = await SegmentJournal.open(folder);
  const linkMap = new LinkMap();
  linkMap.apply([{ kind: 'domain', id: 'one', host, certificate: false, keys: [{ keyId: 3, key }] }]);
  edge = createEdge({ linkMap, journal });
  undo.push(remove, () => journal.close(), authority.remove);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => new Promise((closed) => server.close(closed)));
  return (server.address() as AddressInfo).port;
}

const secure = (certificate: Certificate, answer: RequestListener = edge) =>
  listening(createSecureServer({ ...certificate }, answer));

function probeAt(
  port: number,
  { scheme = 'https', timeoutMs = 5000, addresses = ['127.0.0.1'], lastSeen, mayConnect = () => true } = {} as {
    scheme?: string;
    timeoutMs?: number;
    addresses?: readonly string[];
    lastSeen?: readonly string[];
    mayConnect?: (address: string) => boolean;
  },
) {
  const options = { addressesOf: async () => addresses, mayConnect, ca: authority.root };
  const probed = { host, origin: `${scheme}://${host}:${port}`, keyId: 3, key, lastSeen };
  return probe(probed, options, { at: Date.now() + timeoutMs });
}

describe('a request to a tracking domain', needs('openssl'), () => {
  it('is answered correctly by this installation only', async () => {
    expect(await probeAt(await secure(authority.issue(host)))).toEqual({ kind: 'ours' });
  });

  it('uses plain http where wrapped links do', async () => {
    expect(await probeAt(await listening(createPlainServer(edge)), { scheme: 'http' })).toEqual({ kind: 'ours' });
  });

  it('may pass through a content delivery network', async () => {
    const port = await secure(authority.issue(host), (request, response) => {
      response.setHeader('cf-ray', '8a1b2c3d4e5f-FRA');
      edge(request, response);
    });
    expect(await probeAt(port)).toEqual({ kind: 'ours', via: 'Cloudflare' });
  });

  it.each<[string, (response: ServerResponse) => unknown, number]>([
    ['that has a page for everything', (response) => response.writeHead(200, { server: 'nginx' }).end('Welcome'), 200],
    ['that knows no such page', (response) => response.writeHead(404, { server: 'nginx' }).end(), 404],
    [
      'that sends elsewhere',
      (response) => response.writeHead(301, { server: 'nginx', location: 'https://brand.com/' }).end(),
      301,
    ],
    [
      'that sends without end',
      (response) => response.writeHead(200, { server: 'nginx' }).end('x'.repeat(5_000_000)),
      200,
    ],
  ])('sees another server %s', async (_, answer, status) => {
    const port = await secure(authority.issue(host), (_request, response) => void answer(response));
    expect(await probeAt(port)).toEqual({ kind: 'other-server', status, server: 'nginx' });
  });

  it('does not accept a replayed answer', async () => {
    let said = '';
    const port = await secure(authority.issue(host), (request, response) => {
      if (said !== '') return void response.end(said);
      const end = response.end.bind(response);
      response.end = ((text: string) => {
        said = text;
        return end(text);
      }) as typeof response.end;
      edge(request, response);
    });
    expect(await probeAt(port)).toEqual({ kind: 'ours' });
    expect(await probeAt(port)).toMatchObject({ kind: 'other-server', status: 200 });
  });
});

describe('a certificate that browsers would refuse', needs('openssl'), () => {
  it('has expired', async () => {
    const port = await secure(authority.issue(host, { expired: true }));
    expect(await probeAt(port)).toEqual({ kind: 'certificate', reason: 'expired', seen: 'Jan  2 00:00:00 2025 GMT' });
  });

  it('is for another name', async () => {
    const port = await secure(authority.issue('shop.brand.com'));
    expect(await probeAt(port)).toEqual({ kind: 'certificate', reason: 'wrong_name', seen: 'shop.brand.com' });
  });

  it('is from an unknown authority', async () => {
    const other = createAuthority();
    const port = await secure(other.issue(host));
    other.remove();
    expect(await probeAt(port)).toEqual({ kind: 'certificate', reason: 'untrusted', seen: 'Test Authority' });
  });

  it('is missing: the server refuses the handshake', async () => {
    const port = await secure(authority.issue(host));
    const refusing = createSecureServer({ SNICallback: (_name, done) => done(new Error('unknown name')) }, edge);
    expect(await probeAt(port)).toEqual({ kind: 'ours' });
    expect(await probeAt(await listening(refusing))).toMatchObject({
      kind: expect.stringMatching(/certificate|unreachable/),
    });
  });

  it('is missing: the server speaks plain http', async () => {
    expect(await probeAt(await listening(createPlainServer(edge)))).toMatchObject({
      kind: 'certificate',
      reason: 'handshake',
    });
  });
});

describe('a server that cannot be reached', needs('openssl'), () => {
  const address = '127.0.0.1';

  it('refuses the connection', async () => {
    const port = await listening(createPlainServer(edge));
    await ended.pop()?.();
    expect(await probeAt(port)).toEqual({ kind: 'unreachable', reason: 'refused', address });
  });

  it('accepts the connection and says nothing', async () => {
    const silent = createSocketServer((socket) => ended.push(async () => socket.destroy()));
    expect(await probeAt(await listening(silent), { timeoutMs: 300 })).toEqual({
      kind: 'unreachable',
      reason: 'timeout',
      address,
    });
    ended.reverse();
  });

  it('closes the connection early', async () => {
    const port = await listening(createSocketServer((socket) => socket.destroy()));
    expect(await probeAt(port)).toEqual({ kind: 'unreachable', reason: 'broken', address });
  });

  it.each([
    ['first', ['127.0.0.2', '127.0.0.1']],
    ['last', ['127.0.0.1', '127.0.0.2']],
    ['twice', ['127.0.0.2', '127.0.0.1', '127.0.0.2']],
  ])('is tried at every address: another server answers at the %s', async (_, addresses) => {
    const port = await listening(createPlainServer(edge));
    const other = createPlainServer((_, response) => response.writeHead(200, { server: 'nginx' }).end());
    await new Promise<void>((ready) => other.listen(port, '127.0.0.2', ready));
    ended.push(() => new Promise((closed) => other.close(closed)));
    expect(await probeAt(port, { scheme: 'http', addresses })).toMatchObject({ kind: 'other-server', server: 'nginx' });
  });

  it('says nothing about addresses that this machine has no way to', async () => {
    // No connection can be made to everybody, on any machine.
    const nowhere = '255.255.255.255';
    const seen = { kind: 'unreachable', reason: 'no_route', address: nowhere };
    expect(await probeAt(443, { addresses: [nowhere] })).toEqual(seen);
    const port = await listening(createPlainServer(edge));
    const beside = await probeAt(port, { scheme: 'http', addresses: [nowhere, '127.0.0.1'] });
    expect(beside).toEqual({ kind: 'ours', unproven: [nowhere] });
  });

  it('is tried at its previous address when looking it up fails', async () => {
    const port = await secure(authority.issue(host));
    expect(await probeAt(port, { addresses: [], lastSeen: [address] })).toEqual({ kind: 'ours' });
  });

  it('has no address', async () => {
    expect(await probeAt(443, { addresses: [] })).toMatchObject({ kind: 'unreachable', reason: 'broken' });
  });
});

describe('an address that is not public', needs('openssl'), () => {
  it('is never connected to, even when listed after a public one', async () => {
    let connections = 0;
    const port = await listening(
      createSocketServer((socket) => {
        connections++;
        socket.destroy();
      }),
    );
    const mayConnect = (address: string) => address !== '127.0.0.1';
    const seen = await probeAt(port, { addresses: ['1.1.1.1', '127.0.0.1'], mayConnect });
    expect(seen).toEqual({ kind: 'unreachable', reason: 'private', address: '127.0.0.1' });
    expect(connections).toBe(0);
  });
});
