import type { Server, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { closeListener } from './connections/close-listener.ts';
import { createListener, listen } from './listener.ts';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await closeListener(server);
});

function listenerFor(answer: (response: ServerResponse) => void): Server {
  const server = createListener({
    app: (_request, response) => answer(response),
    edge: (_request, response) => void response.end('edge'),
    ownHost: 'waymark.example',
  });
  open.push(server);
  return server;
}

describe('listening', () => {
  it('uses a free port for 0 and reports it', async () => {
    const port = await listen(
      listenerFor((response) => response.end('app')),
      0,
      '127.0.0.1',
    );
    expect(port).toBeGreaterThan(0);
    expect((await ask(port, '/', { host: 'waymark.example' })).text).toBe('app');
    expect((await ask(port, '/', { host: 'click.brand.com' })).text).toBe('edge');
  });

  it('on a port in use is refused with a message that says how to choose another', async () => {
    const answer = (response: ServerResponse) => void response.end();
    const port = await listen(listenerFor(answer), 0, '127.0.0.1');
    await expect(listen(listenerFor(answer), port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is in use. Stop the program that has it, or choose another: PORT=8081 npm start.`,
    );
  });

  it('on an address of another machine is refused with a readable message', async () => {
    await expect(
      listen(
        listenerFor((response) => response.end()),
        0,
        '192.0.2.7',
      ),
    ).rejects.toThrow(
      'This machine has no address 192.0.2.7. Set WAYMARK_LISTEN to one it has, such as 127.0.0.1 or 0.0.0.0.',
    );
  });
});

describe('closing', () => {
  it('lets an answer in progress finish', async () => {
    let finish = () => {};
    const arrived = Promise.withResolvers<void>();
    const server = listenerFor((response) => {
      finish = () => void response.end('late');
      arrived.resolve();
    });
    const port = await listen(server, 0, '127.0.0.1');
    const answer = ask(port, '/');
    await arrived.promise;
    const closed = closeListener(server);
    const answered = () =>
      ask(port, '/', { host: 'click.brand.com' }).then(
        ({ headers }) => headers.connection,
        () => 'refused',
      );
    expect(await answered()).toBe('close');
    await expect.poll(answered).toBe('refused');
    finish();
    expect((await answer).text).toBe('late');
    await closed;
  });
});
