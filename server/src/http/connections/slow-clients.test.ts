import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { type Links, startLinks, type Talk, talk } from '../../../test/fuzz/links.ts';

/** A twentieth of the server's limits, so that the test takes a second. */
const timeouts = {
  headersTimeout: 500,
  requestTimeout: 800,
  idleMs: 1200,
  connectionsCheckingInterval: 50,
};

/** More than the kernel buffers. */
const longAnswer = Buffer.alloc(40 * 1024 * 1024);

let links: Links;
let get: string;

beforeAll(async () => {
  links = await startLinks({
    timeouts,
    app: (request, response) => {
      if (request.url === '/long') response.end(longAnswer);
      else request.resume().once('end', () => response.end('app'));
    },
  });
  get = `GET /c/${links.brand.click(7)} HTTP/1.1\r\nHost: click.brand.com\r\n`;
});
afterAll(() => links.stop());

/** Sends a byte every 50 ms until the connection is closed. */
async function dribble({ socket }: Talk, bytes: string): Promise<void> {
  for (const byte of bytes) {
    if (socket.destroyed) return;
    socket.write(byte);
    await sleep(50);
  }
}

const isAbout = (milliseconds: number, wanted: number) => {
  expect(milliseconds).toBeGreaterThan(wanted - 20);
  expect(milliseconds).toBeLessThan(wanted + 2000);
};

describe.concurrent('a slow client', () => {
  it('that sends nothing is disconnected', async ({ expect }) => {
    const { closed, statuses } = talk(links.port);
    isAbout(await closed, timeouts.headersTimeout);
    expect(statuses()).toEqual([408]);
  });

  it('with slow headers is disconnected, however steadily they arrive', async ({ expect }) => {
    const slow = talk(links.port, get);
    void dribble(slow, 'X-Slow: '.padEnd(100, 'x'));
    isAbout(await slow.closed, timeouts.headersTimeout);
    expect(slow.statuses()).toEqual([408]);
  });

  it('with a slow body is disconnected, and gets its redirect long before', async ({ expect }) => {
    const slow = talk(links.port, `${get}Content-Length: 1000\r\n\r\n`);
    void dribble(slow, 'x'.repeat(100));
    await expect.poll(slow.statuses).toEqual([302]);
    isAbout(await slow.closed, timeouts.requestTimeout);
  });

  it('with a slow chunked body is disconnected', async ({ expect }) => {
    const head = 'POST /trpc/projects.create HTTP/1.1\r\nHost: waymark.example\r\nTransfer-Encoding: chunked\r\n\r\n';
    const slow = talk(links.port, head);
    void dribble(slow, '1\r\nx\r\n'.repeat(20));
    isAbout(await slow.closed, timeouts.requestTimeout);
    expect(slow.statuses()).toEqual([408]);
  });

  it('keeps its connection for a while between requests', async ({ expect }) => {
    const slow = talk(links.port, `${get}\r\n`);
    await expect.poll(slow.statuses).toEqual([302]);
    await sleep(timeouts.idleMs / 2);
    slow.socket.write(`${get}\r\n`);
    isAbout(await slow.closed, 1.5 * timeouts.idleMs);
    expect(slow.statuses()).toEqual([302, 302]);
  });

  it('does not keep others from their links, however many slow ones there are', async ({ expect }) => {
    const slow = Array.from({ length: 300 }, () => talk(links.port, 'GET /c/'));
    for (let click = 0; click < 10; click++) {
      const path = `/c/${links.brand.click(7, String(click))}`;
      expect((await ask(links.port, path, links.brand)).status).toBe(302);
    }
    for (const { closed } of slow) isAbout(await closed, timeouts.headersTimeout);
  });
});

describe('a client that receives a long answer', () => {
  const askForIt = async () => {
    const accepted = once(links.server, 'connection');
    const client = talk(links.port, 'GET /long HTTP/1.1\r\nHost: waymark.example\r\n\r\n');
    const [connection] = (await accepted) as [Socket];
    return { ...client, connection };
  };

  it('slowly gets all of it, even if it takes longer than the idle timeout', async () => {
    const { socket } = await askForIt();
    const began = performance.now();
    const bytesPerMs = longAnswer.length / (2 * timeouts.idleMs);
    let received = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
      const early = received / bytesPerMs - (performance.now() - began);
      if (early <= 0) return;
      socket.pause();
      setTimeout(() => socket.resume(), early);
    });
    await expect.poll(() => received, { timeout: 20_000 }).toBeGreaterThan(longAnswer.length);
    expect(performance.now() - began).toBeGreaterThan(1.5 * timeouts.idleMs);
    socket.destroy();
  });

  it('and stops reading is disconnected', async () => {
    const { socket, connection } = await askForIt();
    await once(socket, 'data');
    socket.pause();
    const began = performance.now();
    await once(connection, 'close');
    isAbout(performance.now() - began, timeouts.idleMs);
  });
});

describe('a client that sends requests and reads no answer', () => {
  it('has only some of its answers produced, and is disconnected', async () => {
    const asked = 50_000;
    const before = process.memoryUsage.rss();
    const accepted = once(links.server, 'connection');
    const { socket, closed, statuses } = talk(links.port);
    const [connection] = (await accepted) as [Socket];
    const cut = new Promise((closed) => connection.once('close', closed));
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: click.brand.com\r\n\r\n'.repeat(asked));
    await cut;
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
    socket.resume();
    await closed;
    expect(statuses().length).toBeLessThan(asked / 5);
  });
});
