import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AcceptFirst } from './accept-first.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A server, with how many connections it has accepted, and a way to open some. */
async function serve() {
  const server = createServer();
  const accepting = new AcceptFirst();
  accepting.watch(server);
  let accepted = 0;
  server.on('connection', () => accepted++);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  undo.push(() => new Promise((closed) => server.close(closed)));
  undo.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  const open = (count: number) => {
    for (let number = 0; number < count; number++) sockets.push(connect(port, '127.0.0.1'));
  };
  return { accepting, open, accepted: () => accepted };
}

describe('work that may wait', () => {
  it('begins once all connections that wait are accepted', async () => {
    const { accepting, open, accepted } = await serve();
    open(20);
    await accepting.noneComes();
    expect(accepted()).toBe(20);
  });

  it('begins while connections go on coming', async () => {
    const { accepting, open, accepted } = await serve();
    open(200);
    await accepting.noneComes();
    expect(accepted()).toBeLessThan(100);
  });

  it('begins at once when none comes', async () => {
    const { accepting } = await serve();
    const began = performance.now();
    for (let time = 0; time < 100; time++) await accepting.noneComes();
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
