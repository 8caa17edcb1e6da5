import { expect, it } from 'vitest';
import { natsConnection } from './nats-connection.ts';

it.each([
  [['nats://broker.example'], { servers: ['broker.example:4222'] }],
  [['nats://a.example:4333', 'nats://b.example'], { servers: ['a.example:4333', 'b.example:4222'] }],
  [['nats://way%40mark:pass%2Fword@127.0.0.1'], { servers: ['127.0.0.1:4222'], user: 'way@mark', pass: 'pass/word' }],
  [['nats://a-token@[::1]:4222'], { servers: ['[::1]:4222'], token: 'a-token' }],
  [['tls://broker.example'], { servers: ['broker.example:4222'], tls: {} }],
])('%j is connected to with %j', (addresses, options) => {
  expect(
    natsConnection(
      addresses.map((address) => new URL(address)),
      undefined,
    ),
  ).toEqual(options);
});

it('reports in one sentence that the credentials file cannot be read', () => {
  expect(() => natsConnection([new URL('nats://broker.example')], '/nowhere/waymark.creds')).toThrow(
    /^NATS_CREDS names a file that cannot be read \(ENOENT\)\.$/,
  );
});
