import { explainConnectRefusal, isLoopbackHost, type Language } from '@waymark/core';
import type { Services } from '../../services.ts';
import { countCheckNow } from '../checks/check-now.ts';
import { findOwnDomain } from '../domain.ts';
import { recordOf, showDiagnosis } from '../show.ts';
import type { DomainWithProjects } from '../store.ts';
import type { ConnectKey } from './key.ts';
import { type ConnectProvider, findProvider, type NoProvider, type ProviderOptions } from './provider.ts';
import { connectService } from './template.ts';

/** Lets DNS providers create our records (Domain Connect, synchronous and signed). */
export interface DomainConnect {
  readonly key: ConnectKey;
  readonly options: ProviderOptions;
}

/** For everything together, in milliseconds. */
const patience = 10_000;

/** The host has records of its own, which the provider may replace without a word. */
const replaceable: readonly string[] = [
  'wrong_target',
  'wrong_target_wildcard',
  'shared_target',
  'other_tenant',
  'doubled_target',
  'target_not_a_name',
  'address_instead_of_cname',
  'address_elsewhere',
  'conflict_mx',
  'multiple_cname',
  'loop',
];

/**
 * Where a member is sent to have the record created by the DNS provider, or why it has to be done by hand. Nothing that comes
 * back from there counts: the next check sees what the DNS says. Counts among the checks that an account may ask for.
 * Throws no_such_domain, too_many_checks.
 */
export async function connectDomain(
  services: Pick<Services, 'database' | 'cnameZone' | 'domainConnect' | 'now'>,
  accountId: string,
  id: string,
  language: Language,
) {
  const domain = await findOwnDomain(services.database, accountId, id);
  await countCheckNow(services.database, accountId, services.now());
  const found = await providerFor(services, domain);
  if ('reason' in found) {
    const { host } = domain;
    const sentence = explainConnectRefusal(found.reason, { ...found, host, zone: recordOf(domain).zone }, language);
    return { url: null, reason: { code: found.reason, ...sentence }, provider: null, existing: null };
  }
  const { url, provider } = found;
  const { name, width, height } = provider;
  const existing = domain.diagnosis !== null && replaceable.includes(domain.diagnosis);
  return {
    url,
    reason: null,
    provider: { name, width, height },
    /** What stands at the host already, to be shown before the member goes. */
    existing: existing ? showDiagnosis(domain, language) : null,
  };
}

async function providerFor(
  { domainConnect, cnameZone }: Pick<Services, 'domainConnect' | 'cnameZone'>,
  domain: DomainWithProjects,
): Promise<{ url: string; provider: ConnectProvider } | NoProvider> {
  if (domainConnect === null) return { reason: 'not-set-up' };
  if (domain.dnsZone === null || isLoopbackHost(domain.host)) return { reason: 'no-zone' };
  const service = connectService(cnameZone);
  const deadline = { at: Date.now() + patience };
  const provider = await findProvider(domain.dnsZone, service, domainConnect.options, deadline);
  if ('reason' in provider) return provider;
  return { url: applyUrl(provider, domain, cnameZone, domainConnect.key), provider };
}

/** The signature covers the query as it is sent, without key and signature, which come last (Domain Connect, section 6.3). */
function applyUrl(
  { urlSyncUX }: ConnectProvider,
  domain: DomainWithProjects,
  cnameZone: string,
  key: ConnectKey,
): string {
  const { providerId, serviceId } = connectService(cnameZone);
  const { zone, name, target } = recordOf(domain);
  const label = target.slice(0, -cnameZone.length - 1);
  const query = new URLSearchParams({ domain: zone, host: name, target: label }).toString();
  const path = `/v2/domainTemplates/providers/${providerId}/services/${serviceId}/apply`;
  return `${urlSyncUX}${path}?${query}&key=${key.name}&sig=${encodeURIComponent(key.sign(query))}`;
}
