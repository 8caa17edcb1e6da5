import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCnameResolver } from './dns.ts';
import { type NameServer, startNameServer } from './name-server.testing.ts';

let nameServer: NameServer;

beforeAll(async () => {
  nameServer = await startNameServer();
  nameServer.put('one.brand.com', ['target.example']);
  nameServer.put('none.brand.com', []);
  nameServer.put('broken.brand.com', 'servfail');
  nameServer.put('closed.brand.com', 'refused');
  nameServer.put('silent.brand.com', 'silence');
});
afterAll(() => nameServer.stop());

describe('the CNAME record of a host', () => {
  it.each([
    ['one.brand.com', { kind: 'cname', names: ['target.example'] }],
    ['none.brand.com', { kind: 'none' }],
    ['missing.brand.com', { kind: 'no-name' }],
    ['broken.brand.com', { kind: 'failure', failure: 'servfail' }],
    ['closed.brand.com', { kind: 'failure', failure: 'refused' }],
    [`${'a'.repeat(64)}.brand.com`, { kind: 'failure', failure: 'resolver_error' }],
  ])('%s is what the DNS server says', async (host, answer) => {
    expect(await createCnameResolver([nameServer.address])(host)).toEqual(answer);
  });

  it('is given up after 5 seconds of silence', async () => {
    const began = performance.now();
    const answer = await createCnameResolver([nameServer.address])('silent.brand.com');
    expect(answer).toEqual({ kind: 'failure', failure: 'timeout' });
    expect(performance.now() - began).toBeLessThan(6000);
  });

  it('is not known when no DNS server runs at the address: that says nothing about the host', async () => {
    const gone = await startNameServer();
    await gone.stop();
    expect(await createCnameResolver([gone.address])('one.brand.com')).toEqual({
      kind: 'failure',
      failure: 'resolver_error',
    });
  });
});
