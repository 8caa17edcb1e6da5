import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../../net/certificates.testing.ts';
import type { NameServer } from '../dns/name-server.testing.ts';

/** How a test's DNS provider misbehaves. */
export interface ProviderFaults {
  /** The body to send instead of the right settings. */
  readonly settings?: string | Readonly<Record<string, unknown>>;
  readonly settingsStatus?: number;
  readonly templateStatus?: number;
}

/** A DNS provider with Domain Connect: real HTTPS, real signatures, records in the test's name server. */
export interface DnsProvider {
  readonly port: number;
  /** The paths that were requested, in order. */
  readonly asked: string[];
  faults: ProviderFaults;
  /** Simulates a member who follows a link and agrees; returns 'created', or why nothing was created. */
  agree(link: string): Promise<string>;
  stop(): Promise<void>;
}

const text = (body: string | Readonly<Record<string, unknown>>) =>
  typeof body === 'string' ? body : JSON.stringify(body);

/** Starts a provider with this `name` that has onboarded the template. `texts` returns the TXT records at a name. */
export async function startDnsProvider(
  name: string,
  { cert, key }: Certificate,
  template: { readonly [property: string]: unknown },
  { put }: NameServer,
  texts: (name: string) => Promise<readonly string[]>,
): Promise<DnsProvider> {
  const asked: string[] = [];
  const state: { faults: ProviderFaults } = { faults: {} };
  const templates = `/v2/domainTemplates/providers/${template['providerId']}/services/${template['serviceId']}`;
  const settings = {
    providerId: name,
    providerName: 'Example DNS',
    urlSyncUX: `https://${name}/consent`,
    urlAPI: `https://${name}/api`,
    width: 800,
    urlControlPanel: `https://${name}/panel?domain=%domain%`,
  };
  const server = createServer({ cert, key }, ({ url = '' }, response) => {
    asked.push(url);
    const { faults } = state;
    if (url.endsWith('/settings')) {
      response.writeHead(faults.settingsStatus ?? 200, {
        'content-type': 'application/json',
        location: 'https://evil.example/',
      });
      return void response.end(text(faults.settings ?? settings));
    }
    response.writeHead(url === `/api${templates}` ? (faults.templateStatus ?? 200) : 404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  async function agree(link: string): Promise<string> {
    const url = new URL(link);
    if (url.pathname !== `/consent${templates}/apply`) return 'no such template';
    const [query = '', signed = ''] = url.search.slice(1).split('&key=');
    const [keyName = '', signature = ''] = signed.split('&sig=');
    const pieces = (await texts(`${keyName}.${template['syncPubKeyDomain']}`))
      .map((piece) => /^p=(\d+),a=RS256,d=(.+)$/.exec(piece))
      .sort((one, other) => Number(one?.[1]) - Number(other?.[1]));
    const der = Buffer.from(pieces.map((piece) => piece?.[2]).join(''), 'base64');
    if (der.length === 0) return 'no public key';
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const genuine = verify(
      'sha256',
      Buffer.from(query),
      publicKey,
      Buffer.from(decodeURIComponent(signature), 'base64'),
    );
    if (!genuine) return 'not genuine';
    const values = new URLSearchParams(query);
    for (const { pointsTo } of template['records'] as { pointsTo: string }[]) {
      const target = pointsTo.replace(/%(\w+)%/g, (_, variable: string) => values.get(variable) ?? '');
      put(`${values.get('host')}.${values.get('domain')}`, [target]);
    }
    return 'created';
  }

  return {
    port: (server.address() as AddressInfo).port,
    asked,
    get faults() {
      return state.faults;
    },
    set faults(faults) {
      state.faults = faults;
    },
    agree,
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
