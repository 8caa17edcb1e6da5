import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { talk } from '../../../test/fuzz/links.ts';
import { defaultPipelineLimits, Pipelines } from './pipelines.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const get = (path: string | number) => `GET /${path} HTTP/1.1\r\nHost: click.brand.com\r\n\r\n`;

/** A server that answers in order what `answer` answers. */
async function serve(
  answer: (url: string, response: ServerResponse) => void,
  limits: Partial<typeof defaultPipelineLimits> = {},
): Promise<{ server: Server; port: number; pipelines: Pipelines }> {
  const server = createServer({ keepAliveTimeout: 0, optimizeEmptyRequests: true }, (request, response) =>
    pipelines.inOrder(request.socket, response, () => answer(request.url!.slice(1), response)),
  );
  const pipelines = new Pipelines(server, { ...defaultPipelineLimits, ...limits });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  undo.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  return { server, pipelines, port: (server.address() as AddressInfo).port };
}

describe('requests that do not wait for answers', () => {
  it('are all answered, one after the other, however many come at once', async () => {
    let underWay = 0;
    let most = 0;
    const { port, pipelines } = await serve(async (url, response) => {
      most = Math.max(most, ++underWay);
      if (Number(url) % 100 === 0) await sleep(1);
      underWay--;
      response.end(`<${url}>`);
    });
    const asked = Array.from({ length: 2000 }, (_, index) => index);
    const { said } = talk(port, asked.map(get).join(''));
    await expect.poll(() => said().includes('<1999>'), { timeout: 20_000 }).toBe(true);
    expect(Array.from(said().matchAll(/<(\d+)>/g), ([, url]) => Number(url))).toEqual(asked);
    expect(most).toBe(1);
    expect(pipelines.held).toBe(0);
  });

  it('and have bodies are answered as well', async () => {
    const { port } = await serve((url, response) => void setTimeout(() => response.end(`<${url}>`), 1));
    const post = (path: string) =>
      `POST /${path} HTTP/1.1\r\nHost: click.brand.com\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`;
    const { said } = talk(port, `${get('a')}${post('b')}${get('c')}${post('d')}${get('e')}`);
    const answered = () => Array.from(said().matchAll(/<(.)>/g), ([, url]) => url).join('');
    await expect.poll(answered, { timeout: 20_000 }).toBe('abcde');
  });

  it('after the last one of a connection are not answered', async () => {
    const answered: string[] = [];
    const { port, pipelines } = await serve((url, response) => {
      answered.push(url);
      response.shouldKeepAlive = url !== 'b';
      setTimeout(() => response.end(), 1);
    });
    const { closed } = talk(port, ['a', 'b', 'c', 'd'].map(get).join(''));
    await closed;
    await expect.poll(() => pipelines.held, { timeout: 20_000 }).toBe(0);
    expect(answered).toEqual(['a', 'b']);
  });

  it('are forgotten with their connection', async () => {
    const answers: (() => void)[] = [];
    const { port, pipelines } = await serve((_url, response) => void answers.push(() => response.end('x')));
    const { socket } = talk(port, get('a').repeat(50));
    await expect.poll(() => pipelines.held, { timeout: 20_000 }).toBe(49);
    socket.destroy();
    // What is not read is not seen to end before something is written.
    const answer = setInterval(() => answers.pop()?.(), 5);
    await expect.poll(() => pipelines.held, { timeout: 20_000 }).toBe(0);
    clearInterval(answer);
  });

  it('close their connection once too many of all connections are held', async () => {
    const { port, pipelines } = await serve(() => undefined, { maxHeld: 100 });
    talk(port, get('a').repeat(100));
    await expect.poll(() => pipelines.held, { timeout: 20_000 }).toBe(99);
    const { closed } = talk(port, get('b').repeat(100));
    await closed;
    expect(pipelines.held).toBeLessThanOrEqual(100);
    expect(talk(port, get('c')).socket.destroyed).toBe(false);
  });
});

describe('a client that sends without end and reads nothing', () => {
  /** So that all answers together are more than the system keeps for a connection. */
  const filling = ' '.repeat(1000);

  it('is read no further than it is answered, and gets every answer once it reads', async () => {
    const { server, port, pipelines } = await serve(
      (url, response) => void setImmediate(() => response.end(`<${url}>${filling}`)),
    );
    const accepted = once(server, 'connection');
    const { socket, said } = talk(port);
    const [connection] = (await accepted) as [Socket];
    socket.pause();
    const asked = 15_000;
    socket.write(Array.from({ length: asked }, (_, index) => get(index)).join(''));
    let before = -1;
    while (connection.bytesRead > before) {
      before = connection.bytesRead;
      await sleep(1500);
    }
    expect(connection.bytesRead).toBeLessThan(asked * 40);
    expect(pipelines.held).toBeLessThan(2000);
    socket.resume();
    await expect.poll(() => said().includes(`<${asked - 1}>`), { timeout: 50_000 }).toBe(true);
  });
});
