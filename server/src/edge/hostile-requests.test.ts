import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge, type TestHost } from './edge.testing.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;
const url = 'https://shop.brand.com/sale';

beforeAll(async () => {
  edge = await startEdge({ newLinkTimeoutMs: 1 });
  brand = addHost(edge.linkMap, 'click.brand.com');
  addLink(edge.linkMap, brand, 7, 3, url);
  addLink(edge.linkMap, addHost(edge.linkMap, 'go.other.example'), 8, 4, 'https://other.example/');
});
afterAll(() => edge.stop());

/**
 * Sends raw bytes; the answer ends when the server sends nothing for a moment after its headers, or closes the
 * connection.
 */
function send(bytes: Buffer): Promise<string> {
  return new Promise((answered) => {
    const socket = connect(edge.port, '127.0.0.1');
    let said = '';
    const finish = () => socket.destroy();
    socket.on('data', (part) => {
      said += part.toString('latin1');
    });
    socket.on('error', () => undefined).on('close', () => answered(said));
    socket.setTimeout(5000, finish);
    socket.write(bytes);
  });
}

const token = fc.oneof(
  { weight: 4, arbitrary: fc.constant('{genuine}') },
  fc.constantFrom('genuine', 'foreign', 'missing', 'pixel').map((kind) => `{${kind}}`),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.base64String({ maxLength: 200 }),
  fc.integer({ min: 1, max: 14_000 }).map((length) => 'A'.repeat(length)),
);
const path = fc.tuple(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant('/c/') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/o/', '/a/', '/', '//', '/c//', '/./c/', '/c/../c/', '/%63/', '', '*', '/c\\', '/C/'),
    },
  ),
  token,
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('', '?u=//evil.example', '#//evil.example') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('.gif', '/', '%00', '%0d%0aSet-Cookie:a=b', ';', '/../../etc/passwd', '?'.repeat(300)),
    },
  ),
);
const target = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      'http://click.brand.com',
      'http://a@click.brand.com',
      'HTTPS://X:99999',
      'http://[::1]',
      'ftp://x',
    ),
    path,
  )
  .map(([origin, parts]) => origin + parts.join(''));
const host = fc.oneof(
  fc.constant('click.brand.com'),
  fc.constantFrom(
    'click.brand.com',
    'go.other.example',
    'CLICK.BRAND.COM.:80',
    '',
    ':',
    '..',
    '[::1]:8',
    'a,b',
    'click.brand.com:80:80',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'TRACE', 'M-SEARCH', 'get', 'CONNECT', 'QUERY');
const headers = fc.array(
  fc.constantFrom(
    'X-Forwarded-Host: evil.example',
    'Host: evil.example',
    'User-Agent: \x01\x80"',
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
    'Upgrade: websocket\r\nConnection: upgrade',
    `Cookie: ${'x'.repeat(5000)}`,
    'Expect: 100-continue',
    'Range: bytes=0-1',
    'If-None-Match: *',
  ),
  { maxLength: 4 },
);

function fill(text: string): string {
  return text
    .replace('{genuine}', () => brand.click(7))
    .replace('{foreign}', () => brand.click(8))
    .replace('{missing}', () => brand.click(99))
    .replace('{pixel}', () => brand.open(3));
}

describe('hostile requests', () => {
  it("get no server error and no redirect except to a link's own destination", async () => {
    const seen = new Set<string | undefined>();
    const request = fc.record({ method, target, host, headers });
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const lines = [`${asked.method} ${fill(asked.target)} HTTP/1.1`, `Host: ${asked.host}`, ...asked.headers];
        const answer = await send(Buffer.from([...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1'));
        for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)) {
          seen.add(status);
          expect(Number(status)).toBeLessThan(500);
        }
        for (const [, location] of answer.matchAll(/^location: (.*)\r$/gim)) expect(location).toBe(url);
        expect(answer).not.toMatch(/^set-cookie:/im);
      }),
      { numRuns: 500 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['302', '400', '404', '405']));
  });

  it('of a megabyte or of nothing do not block others from their links', async () => {
    await Promise.all([send(Buffer.alloc(1_000_000, 'GET /c/')), send(Buffer.from('\r\n\r\n\0\0\0\r\n\r\n'))]);
    expect((await edge.ask(`/c/${brand.click(7)}`, brand)).status).toBe(302);
  });
});
