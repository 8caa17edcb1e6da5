import { connect, getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, startTestServer, type TestServer } from '../../../test/test-server.ts';
import { askSecret, type Caddy, startCaddy } from './caddy.testing.ts';
import { type Pebble, startPebble } from './pebble.testing.ts';

describe('behind a real Caddy with on-demand TLS', needs('caddy'), () => {
  const trusted = getCACertificates('default');
  let server: TestServer;
  let caddy: Caddy;
  beforeAll(async () => {
    const port = await freePort();
    server = await startTestServer({
      WAYMARK_PUBLIC_URL: `https://waymark.example:${port}`,
      WAYMARK_PRIVATE_ADDRESSES: '127.0.0.1',
      WAYMARK_TLS_ASK_SECRET: askSecret,
    });
    caddy = await startCaddy(port, [server.port]);
    setDefaultCACertificates([...trusted, caddy.root]);
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await caddy.stop();
    await server.stop();
  });

  /**
   * The first TLS handshake of an unknown browser with a host: the certificate it is served, or the code of the alert.
   */
  function handshake(host: string): Promise<{ subject: string; issuer: string } | string> {
    return new Promise((done) => {
      const socket: TLSSocket = connect({ host: '127.0.0.1', port: caddy.port, servername: host }, () => {
        const { subjectaltname = '', issuer } = socket.getPeerCertificate();
        done({ subject: subjectaltname, issuer: String(issuer.CN) });
        socket.destroy();
      });
      socket.once('error', (error) => done('code' in error ? String(error.code) : error.message));
    });
  }

  async function addDomain(host: string) {
    const { owner } = await server.account();
    const { id, record } = await owner.domains.add.mutate({ host });
    return { owner, id, host, target: record.target, check: () => owner.domains.check.mutate({ id }) };
  }

  const alert = 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR';

  it('a domain with the right record is verified by its first check, which has a certificate issued', async () => {
    const { host, target, check } = await addDomain('click.brand.com');
    expect(await handshake(host)).toBe(alert);
    server.nameServer.put(host, [target]);
    expect(await check()).toMatchObject({ status: 'verified', diagnosis: { code: 'ok' } });
    expect(await handshake(host)).toEqual({
      subject: `DNS:${host}`,
      issuer: 'Caddy Local Authority - ECC Intermediate',
    });
  });

  it('a link of a verified domain is answered over HTTPS, and visitors cannot ask whether to issue a certificate', async () => {
    const { host, target, check } = await addDomain('click.visited.com');
    server.nameServer.put(host, [target]);
    await check();
    const get = (path: string) => requestThrough(caddy.port, host, path);
    expect(await get('/c/unknown')).toContain('HTTP/1.1 404');
    expect(await get('/internal/tls/ask?domain=click.brand.com')).toContain('HTTP/1.1 404');
  });

  it.each([
    ['that nobody knows', 'click.unknown.com', false, undefined],
    ['that is not checked yet', 'click.new.com', true, undefined],
    ['that points elsewhere', 'click.elsewhere.com', true, ['elsewhere.example']],
    ['without a record', 'click.none.com', true, []],
  ] as const)('a host %s gets a TLS alert and no certificate', async (_, host, add, answer) => {
    if (add) {
      const { check } = await addDomain(host);
      if (answer) {
        server.nameServer.put(host, answer.length > 0 ? answer : 'no-name');
        expect((await check()).status).toBe('not_verified');
      }
    }
    expect(await handshake(host)).toBe(alert);
  });

  it('a name above or below a verified one gets no certificate either', async () => {
    expect(await handshake('brand.com')).toBe(alert);
    expect(await handshake('www.click.brand.com')).toBe(alert);
  });

  it('a check sees a certificate that browsers do not trust, and its issuer', async () => {
    const { host, target, check } = await addDomain('click.untrusted.com');
    server.nameServer.put(host, [target]);
    setDefaultCACertificates(trusted);
    try {
      const { status, diagnosis } = await check();
      expect([status, diagnosis?.code]).toEqual(['pending', 'https_certificate']);
      expect(diagnosis?.explanation).toContain('Caddy Local Authority');
    } finally {
      setDefaultCACertificates([...trusted, caddy.root]);
    }
    expect((await check()).status).toBe('verified');
  });

  it('a check sees that nothing is listening while Caddy is stopped', async () => {
    const { host, target, check } = await addDomain('click.stopped.com');
    server.nameServer.put(host, [target]);
    await caddy.stop();
    expect(await check()).toMatchObject({ status: 'pending', diagnosis: { code: 'https_unreachable' } });
    caddy = await startCaddy(caddy.port, [server.port]);
    setDefaultCACertificates([...trusted, caddy.root]);
    expect((await check()).status).toBe('verified');
  });
});

describe('behind a Caddy that obtains certificates over ACME', needs('caddy', 'pebble', 'openssl'), () => {
  const trusted = getCACertificates('default');
  let server: TestServer;
  let pebble: Pebble;
  let caddy: Caddy;
  beforeAll(async () => {
    const [port, httpPort] = [await freePort(), await freePort()];
    server = await startTestServer({
      WAYMARK_PUBLIC_URL: `https://waymark.example:${port}`,
      WAYMARK_PRIVATE_ADDRESSES: '127.0.0.1',
      WAYMARK_TLS_ASK_SECRET: askSecret,
    });
    pebble = await startPebble(server.nameServer.address, httpPort, port);
    caddy = await startCaddy(port, [server.port], { ...pebble, httpPort });
    setDefaultCACertificates([...trusted, pebble.root]);
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await Promise.all([caddy.stop(), pebble.stop()]);
    await server.stop();
  });

  it('a domain is verified by its first check, with a certificate that was issued during the check', async () => {
    const { owner } = await server.account();
    const host = 'click.acme.com';
    const { id, record } = await owner.domains.add.mutate({ host });
    server.nameServer.put(host, [record.target]);
    expect(await owner.domains.check.mutate({ id })).toMatchObject({ status: 'verified', diagnosis: { code: 'ok' } });
    expect(await requestThrough(caddy.port, host, '/c/unknown')).toContain('HTTP/1.1 404');
  });
});

/** What a host answers over HTTPS, unparsed. */
function requestThrough(port: number, host: string, path: string): Promise<string> {
  return new Promise((answered, failed) => {
    let text = '';
    const socket = connect({ host: '127.0.0.1', port, servername: host }, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.once('end', () => answered(text)).once('error', failed);
  });
}
