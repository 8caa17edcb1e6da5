import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { needs } from '@waymark/testing/needs';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../net/certificates.testing.ts';
import { startHttps, startPlain } from '../../net/misbehaving-https.testing.ts';
import { isPublicAddress } from '../../net/public-address.ts';
import { fetchFile } from './fetch-files.ts';
import { appleFile, host, json, outcomeOf, testServers, wellKnown } from './fetching.testing.ts';

const { authority, certificate, use, https, raw, fetchFrom } = testServers();
const theFile: RequestListener = (_, response) => void response.writeHead(200, json).end(appleFile);

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const drip = (socket: Socket, text: string) => {
  const timer = setInterval(() => socket.write(text), 100);
  socket.once('close', () => clearInterval(timer));
};
/** Each is written behind a good handshake. */
const wires: Record<string, readonly [outcome: string, behave: (socket: Socket) => void]> = {
  'a reset in the middle': [
    'broken',
    (socket) => socket.write(`${head}content-length: 500\r\n\r\n{"app`, () => setTimeout(() => socket.destroy(), 20)),
  ],
  'a shorter body than it says': ['broken', (socket) => socket.end(`${head}content-length: 500\r\n\r\n{}`)],
  'a longer body than it says': [
    'broken',
    (socket) => socket.end(`${head}content-length: 2\r\nconnection: close\r\n\r\n{"more than that"`),
  ],
  'a length that is no number': ['broken', (socket) => socket.end(`${head}content-length: many\r\n\r\n{}`)],
  'a chunk that is none': ['broken', (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\nzz\r\n{}`)],
  'no HTTP': ['broken', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
  'no answer, and the end': ['broken', (socket) => socket.end()],
  'headers without end': [
    'broken',
    (socket) => {
      socket.write(head);
      const more = () => {
        while (!socket.destroyed && socket.write(`x-more: ${'x'.repeat(1000)}\r\n`));
      };
      socket.on('drain', more);
      more();
    },
  ],
};

const slow: Record<string, (socket: Socket) => void> = {
  'never answers': () => undefined,
  'sends slow headers': (socket) => {
    socket.write(head);
    drip(socket, 'x-more: x\r\n');
  },
  'sends nothing behind its headers': (socket) => socket.write(`${head}content-length: 500\r\n\r\n`),
  'lets its body drip': (socket) => {
    socket.write(`${head}\r\n`);
    drip(socket, ' ');
  },
  'says to go on, again and again': (socket) => drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
};

describe('an association file', needs('openssl'), () => {
  it.each(Object.entries(wires))('behind which there is %s', async (_, [outcome, behave]) => {
    expect(outcomeOf(await fetchFrom(await raw(behave)))).toBe(outcome);
  });

  it('is given up after three seconds, whatever is slow', async () => {
    const servers = await Promise.all(Object.values(slow).map(raw));
    const silent = await use(startPlain(() => undefined));
    const began = performance.now();
    const files = await Promise.all([...servers, silent].map((server) => fetchFrom(server)));
    expect(files.map((file) => outcomeOf(file))).toEqual(files.map(() => 'too-slow'));
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it('needs a certificate that phones accept, and TLS 1.2', async () => {
    const other = createAuthority();
    const bad = [authority().issue('other.example.com'), authority().issue(host, { expired: true }), other.issue(host)];
    other.remove();
    for (const one of bad) {
      const server = await use(startHttps(one, theFile));
      expect(outcomeOf(await fetchFrom(server))).toBe('certificate');
    }
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = await use(startHttps(certificate(), theFile, old));
    expect(outcomeOf(await fetchFrom(server))).toBe('tls');
    expect(outcomeOf(await fetchFrom(await use(startPlain((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')))))).toBe(
      'tls',
    );
  });

  it('is looked for at every address where nothing listens, and nowhere where there is none', async () => {
    const server = await https(theFile);
    expect(outcomeOf(await fetchFrom(server, { addresses: ['127.0.0.2', '127.0.0.1'] }))).toBe('read');
    expect(outcomeOf(await fetchFrom(server, { addresses: ['127.0.0.2'] }))).toBe('unreachable');
    expect(outcomeOf(await fetchFrom(server, { addresses: [] }))).toBe('unreachable');
  });

  it('of Apple is looked for at the root as well, where the first place has none', async () => {
    const asked: (string | undefined)[] = [];
    const answering = (first: RequestListener) =>
      https((request, response) => {
        asked.push(request.url);
        if (request.url === wellKnown.ios) return first(request, response);
        response.writeHead(200, json).end(appleFile);
      });
    for (const status of [404, 301, 403]) {
      const file = await fetchFrom(await answering((_, response) => void response.writeHead(status).end()));
      expect([outcomeOf(file), file.state === 'read' && file.documents[0].url]).toEqual([
        'read',
        `https://${host}/apple-app-site-association`,
      ]);
    }
    expect(asked).toEqual(Array.from({ length: 3 }, () => [wellKnown.ios, '/apple-app-site-association']).flat());
    expect(outcomeOf(await fetchFrom(await answering((_, response) => void response.end('x'))))).toBe(
      'invalid content-type not-json',
    );
  });

  it('says of both places why there is no file: what the first one says counts', async () => {
    const server = await https((request, response) => {
      response.writeHead(request.url === wellKnown.ios ? 302 : 404, { location: '/' }).end();
    });
    expect(outcomeOf(await fetchFrom(server))).toBe('redirect');
  });

  it('comes from the address that was judged, wherever its name leads the next time', async () => {
    const asked: string[] = [];
    const { port, connections } = await https((request, response) => {
      asked.push(`${request.socket.localAddress}${request.url}`);
      response.writeHead(404).end();
    });
    const attempt = async (system: 'ios' | 'android') => {
      // Public the first time, as far as this test is concerned, and the metadata service of a cloud ever after.
      const answers = [['127.0.0.1']];
      const addressesOf = async () => answers.pop() ?? ['169.254.169.254'];
      const mayConnect = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
      return fetchFile(system, host, new Map(), { addressesOf, mayConnect, ca: authority().root, port });
    };
    expect(await attempt('android')).toEqual({ state: 'missing' });
    expect(await attempt('ios')).toEqual({ state: 'failed', why: 'private-address' });
    expect(asked).toEqual([`127.0.0.1${wellKnown.android}`, `127.0.0.1${wellKnown.ios}`]);
    expect(connections()).toBe(2);
  });

  it('is asked for with nothing that says who asks, and again with its ETag only', async () => {
    const asked: object[] = [];
    const server = await https((request, response) => {
      asked.push(request.headers);
      const isSame = request.headers['if-none-match'] === '"1"';
      response.writeHead(isSame ? 304 : 200, { ...json, etag: '"1"' }).end(isSame ? undefined : appleFile);
    });
    const first = await fetchFrom(server);
    if (first.state !== 'read') throw new Error(first.state);
    const again = await fetchFrom(server, { known: new Map([[first.documents[0].url, first.documents[0]]]) });
    expect(again).toEqual(first);
    const headers = {
      accept: 'application/json, */*;q=0.1',
      'accept-encoding': 'gzip, br, deflate',
      'user-agent': 'Waymark',
      host: `${host}:${server.port}`,
      connection: 'close',
    };
    expect(asked).toEqual([headers, { ...headers, 'if-none-match': '"1"' }]);
  });
});
