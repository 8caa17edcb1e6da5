import { registrableDomain } from '@waymark/core';

/** How DNS providers identify the operator of this server, and the record that they are asked to create. */
export interface ConnectService {
  readonly providerId: string;
  readonly serviceId: string;
  /** The TXT records of the signing key are below this name. */
  readonly keyDomain: string;
}

/** The service of a server with this zone for CNAME targets. */
export function connectService(cnameZone: string): ConnectService {
  return { providerId: registrableDomain(cnameZone) ?? cnameZone, serviceId: 'tracking-domain', keyDomain: cnameZone };
}

/**
 * The template that DNS providers have to onboard once, and the name that its file must have (Domain Connect, section
 * 5).
 */
export function connectTemplate(cnameZone: string): { readonly file: string; readonly template: object } {
  const { providerId, serviceId, keyDomain } = connectService(cnameZone);
  const template = {
    providerId,
    providerName: providerId,
    serviceId,
    serviceName: 'Tracking domain',
    version: 1,
    description: 'Lets links in mail begin with a name of your own domain.',
    variableDescription: 'target: the random label that belongs to this host alone',
    syncBlock: false,
    // With it, providers refuse unsigned requests.
    syncPubKeyDomain: keyDomain,
    hostRequired: true,
    records: [{ type: 'CNAME', host: '@', pointsTo: `%target%.${cnameZone}`, ttl: 3600 }],
  };
  return { file: `${providerId}.${serviceId}.json`, template };
}
