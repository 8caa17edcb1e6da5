import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Links, startLinks, talk } from '../../test/fuzz/links.ts';

let links: Links;
let click: string;

beforeAll(async () => {
  links = await startLinks();
  click = `/c/${links.brand.click(7)}`;
});
afterAll(() => links.stop());

const host = 'Host: click.brand.com\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';

describe('a request that two servers could interpret differently', () => {
  it.each<[string, (click: string) => string]>([
    ['two lengths', () => `${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`],
    ['the same length twice', () => `${host}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx`],
    ['a list of lengths', () => `${host}Content-Length: 1, 1\r\n\r\nx`],
    ['a length with a sign', () => `${host}Content-Length: +1\r\n\r\nx`],
    ['a length below zero', () => `${host}Content-Length: -1\r\n\r\n`],
    ['a length that no number holds', () => `${host}Content-Length: 99999999999999999999\r\n\r\n`],
    ['a length and chunks', () => `${host}Content-Length: 4\r\n${chunked}\r\n0\r\n\r\n`],
    ['chunks and a length', () => `${host}${chunked}Content-Length: 4\r\n\r\n0\r\n\r\n`],
    ['an unknown encoding', () => `${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['chunks that are not the last encoding', () => `${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a chunk without a size', () => `${host}${chunked}\r\nzz\r\n`],
    ['chunks that end with LF alone', () => `${host}${chunked}\r\n1\nx\n0\n\n`],
    ['a header line that ends with LF alone', () => `X: a\n${host}\r\n`],
    ['headers that end with LF alone', () => `${host}\n`],
    ['a CR within a value', () => `X: a\rHost: evil.example\r\n${host}\r\n`],
    ['a NUL within a value', () => `${host}X: a\0b\r\n\r\n`],
    ['a space before the colon', () => `${host}X : a\r\n\r\n`],
    ['a folded line', () => `${host}X: a\r\n b\r\n\r\n`],
    ['a first line that is folded', () => ` X: a\r\n${host}\r\n`],
    ['two hosts', () => `${host}Host: evil.example\r\n\r\n`],
    ['two hosts, the other way round', () => `hOST: evil.example\r\n${host}\r\n`],
    ['the same host twice', () => `${host}${host}\r\n`],
    ['no host', () => '\r\n'],
    [
      'a second request hidden behind a body that is too short',
      (url) => `${host}Content-Length: 1\r\n\r\nxyGET ${url} HTTP/1.1\r\n${host}\r\n`,
    ],
  ])('is refused, and the connection closed: %s', async (_what, rest) => {
    const { closed, statuses, said } = talk(links.port, `GET ${click} HTTP/1.1\r\n${rest(click)}`);
    await closed;
    expect(statuses().filter((status) => status !== 302)).toEqual([400]);
    expect(said()).toMatch(/connection: close\r\n/i);
  });
});

describe('a request that is not HTTP/1.1', () => {
  it.each([
    ['of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['of HTTP/1.2', `GET / HTTP/1.2\r\n${host}\r\n`],
    ['of TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
    ['with a method in small letters', `get / HTTP/1.1\r\n${host}\r\n`],
    ['with a space in its address', `GET /a b HTTP/1.1\r\n${host}\r\n`],
    ['with LF alone', 'GET / HTTP/1.1\nHost: click.brand.com\n\n'],
  ])('is refused: %s', async (_what, bytes) => {
    const { closed, statuses } = talk(links.port, bytes);
    await closed;
    expect(statuses()).toEqual([400]);
  });
});

describe('a request that is too long', () => {
  const ask = async (url: string, headers = '') => {
    const { closed, statuses, said } = talk(links.port, `GET ${url} HTTP/1.1\r\n${host}${headers}\r\n`);
    await closed;
    expect(said()).toMatch(/connection: close\r\n/i);
    return statuses();
  };

  it.each([
    ['an address of 12,289 bytes', 12_289, '', 414],
    ['an address of 20,000 bytes, which with its headers is too much', 20_000, '', 431],
    ['a header of 17,000 bytes', 100, `X: ${'x'.repeat(17_000)}\r\n`, 431],
    ['3,000 headers of six bytes', 100, 'a: b\r\n'.repeat(3000), 431],
  ])('is refused: %s', async (_what, length, headers, status) => {
    expect(await ask(`${click}?1=`.padEnd(length, 'x'), headers)).toEqual([status]);
  });

  it('is not one with a 12 kB URL, which is more than slot values need', async () => {
    expect(await ask(`${click}?1=`.padEnd(12_288, 'x'), 'Connection: close\r\n')).toEqual([302]);
  });

  it('is not one with 900 short headers', async () => {
    expect(await ask(click, `Connection: close\r\n${'a: b\r\n'.repeat(900)}`)).toEqual([302]);
  });
});

describe('a request for a tunnel', () => {
  it.each(['click.brand.com:443', 'localhost:80', 'evil.example:443'])('is not allowed: CONNECT %s', async (target) => {
    const { closed, statuses, said } = talk(links.port, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
    await closed;
    expect(statuses()).toEqual([405]);
    expect(said()).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\n/);
  });
});

describe('pipelined requests', () => {
  it('are answered in order, with each click counted', async () => {
    const before = (await links.events()).length;
    const paths = Array.from({ length: 60 }, (_, index) => ['/robots.txt', click, '/nothing'][index % 3]);
    const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\n${host}\r\n`).join('');
    const { closed, statuses } = talk(links.port, `${requests}GET / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    await closed;
    expect(statuses()).toEqual([...paths.map((_, index) => [200, 302, 404][index % 3]), 404]);
    expect((await links.events()).length - before).toBe(20);
  });

  it('are answered up to the malformed one, which ends the connection', async () => {
    const { closed, statuses } = talk(
      links.port,
      `GET /robots.txt HTTP/1.1\r\n${host}\r\nGET / HTTP/1.1\r\nX\r\n\r\nGET / HTTP/1.1\r\n${host}\r\n`,
    );
    await closed;
    expect(statuses()).toEqual([200]);
  });
});
