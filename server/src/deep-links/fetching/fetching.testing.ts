import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Authority, type Certificate, createAuthority } from '../../net/certificates.testing.ts';
import { type MisbehavingHttps, startHttps, startRawHttps } from '../../net/misbehaving-https.testing.ts';
import { fetchFile } from './fetch-files.ts';
import type { FetchedFile, KnownDocuments, System } from './fetched.ts';
import { seenAndroidFile, seenAppleFile } from './read-files.ts';

export const host = 'brand.example.com';
export const json = { 'content-type': 'application/json' };
export const wellKnown = { ios: '/.well-known/apple-app-site-association', android: '/.well-known/assetlinks.json' };
export const appleFile = JSON.stringify({
  applinks: { details: [{ appIDs: ['ABCDE12345.com.brand.shop'], components: [{ '/': '/shop/*' }] }] },
});

/** A statement of an assetlinks.json. */
export const statement = (packageName: string) => ({
  relation: ['delegate_permission/common.handle_all_urls'],
  target: {
    namespace: 'android_app',
    package_name: packageName,
    sha256_cert_fingerprints: [Array.from({ length: 32 }, () => 'AB').join(':')],
  },
});

export interface Fetch {
  readonly system?: System;
  readonly known?: KnownDocuments;
  readonly addresses?: readonly string[];
}

/** Servers for the tests of a file, each of which ends with its test, and fetching from them. */
export function testServers() {
  let authority: Authority;
  let certificate: Certificate;
  const started: MisbehavingHttps[] = [];
  beforeAll(() => {
    authority = createAuthority();
    certificate = authority.issue(host);
  });
  afterAll(() => authority.remove());
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  });
  const use = async (starting: Promise<MisbehavingHttps>) => {
    const server = await starting;
    started.push(server);
    return server;
  };
  return {
    authority: () => authority,
    certificate: () => certificate,
    use,
    https: (answer: RequestListener) => use(startHttps(certificate, answer)),
    raw: (behave: (socket: Socket) => void) => use(startRawHttps(certificate, behave)),
    fetchFrom(
      { port }: { port: number },
      { system = 'ios', known = new Map(), addresses = ['127.0.0.1'] }: Fetch = {},
    ) {
      const options = { addressesOf: async () => addresses, mayConnect: () => true, ca: authority.root, port };
      return fetchFile(system, host, known, options);
    },
  };
}

/** The state or the failure, then what is wrong with the file. */
export function outcomeOf(file: FetchedFile, system: System = 'ios'): string {
  const seen = system === 'ios' ? seenAppleFile(file) : seenAndroidFile(file);
  if (seen.state === 'failed') return seen.why;
  if (seen.state !== 'read') return seen.state;
  const { isValid, findings } = seen.file;
  return [isValid ? 'read' : 'invalid', ...findings.map(({ code }) => code)].join(' ');
}
