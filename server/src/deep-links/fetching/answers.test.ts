import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { needs } from '@waymark/testing/needs';
import { describe, expect, it } from 'vitest';
import { appleFile, host, json, outcomeOf, testServers, wellKnown } from './fetching.testing.ts';

const { https, fetchFrom } = testServers();

/** Apple's limit. */
const limit = 131_072;
const padded = (length: number) => appleFile + ' '.repeat(length - appleFile.length);

/** Each answers the first path so, and has nothing at the second one. */
const answers: Record<string, readonly [outcome: string, answer: RequestListener]> = {
  'the file': ['read', (_, response) => void response.writeHead(200, json).end(appleFile)],
  'the file with a charset': [
    'read',
    (_, response) => void response.writeHead(200, { 'content-type': 'Application/JSON; charset=utf-8' }).end(appleFile),
  ],
  'exactly 128 kB': ['read', (_, response) => void response.writeHead(200, json).end(padded(limit))],
  '128 kB and one byte': ['too-large', (_, response) => void response.writeHead(200, json).end(padded(limit + 1))],
  'no end of it': [
    'too-large',
    (_, response) => {
      response.writeHead(200, json);
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
  ],
  'a redirect': ['redirect', (_, response) => void response.writeHead(301, { location: `https://${host}/` }).end()],
  'status 403': ['status', (_, response) => void response.writeHead(403).end(appleFile)],
  'status 500': ['status', (_, response) => void response.writeHead(500).end()],
  'status 404': ['missing', (_, response) => void response.writeHead(404).end('no such page')],
  'status 304 without being asked': ['status', (_, response) => void response.writeHead(304).end()],
  'another type': [
    'read content-type',
    (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end(appleFile),
  ],
  'no type': ['read content-type', (_, response) => void response.writeHead(200).end(appleFile)],
  'a page': [
    'invalid content-type not-json',
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
  ],
  nothing: ['invalid not-json', (_, response) => void response.writeHead(200, json).end()],
  'half of it': ['invalid not-json', (_, response) => void response.writeHead(200, json).end(appleFile.slice(9))],
  'no UTF-8': [
    'invalid not-utf8',
    (_, response) =>
      void response.writeHead(200, json).end(Buffer.from(appleFile.replace('/shop', '/sh\xf6p'), 'latin1')),
  ],
  'a type that breaks lines': [
    'broken',
    (_, response) => void response.socket?.end('HTTP/1.1 200 OK\r\ncontent-type: a\0b\r\n\r\n{}'),
  ],
};

const encoded: Record<string, readonly [outcome: string, encoding: string, body: Buffer]> = {
  gzip: ['read', 'gzip', gzipSync(appleFile)],
  brotli: ['read', 'br', brotliCompressSync(appleFile)],
  deflate: ['read', 'deflate', deflateSync(appleFile)],
  'gzip of 128 kB': ['read', 'gzip', gzipSync(padded(limit))],
  'gzip of 128 kB and one byte': ['too-large', 'gzip', gzipSync(padded(limit + 1))],
  'a gzip bomb': ['too-large', 'gzip', gzipSync(Buffer.alloc(100_000_000))],
  'a brotli bomb': ['too-large', 'br', brotliCompressSync(Buffer.alloc(100_000_000))],
  'a deflate bomb': ['too-large', 'deflate', deflateSync(Buffer.alloc(100_000_000))],
  'what says it is gzip': ['broken', 'gzip', Buffer.from(appleFile)],
  'half of a gzip': ['broken', 'gzip', gzipSync(appleFile).subarray(0, 40)],
  'an encoding that nobody asked for': ['broken', 'zstd', Buffer.from(appleFile)],
  'an encoding from Object': ['broken', 'constructor', Buffer.from(appleFile)],
};

describe('an association file', needs('openssl'), () => {
  it.each(Object.entries(answers))('that is answered with %s', async (_, [outcome, answer]) => {
    const server = await https((request, response) => {
      if (request.url === wellKnown.ios) return answer(request, response);
      response.writeHead(404).end();
    });
    expect(outcomeOf(await fetchFrom(server))).toBe(outcome);
  });

  it.each(Object.entries(encoded))('that is compressed: %s', async (_, [outcome, encoding, body]) => {
    const server = await https((_request, response) => {
      response.writeHead(200, { ...json, 'content-encoding': encoding }).end(body);
    });
    const before = process.memoryUsage.rss();
    expect(outcomeOf(await fetchFrom(server))).toBe(outcome);
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  });
});
