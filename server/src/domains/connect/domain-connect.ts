import { explainConnectRefusal, isLoopbackHost, type Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { steadyNow } from '../../net/steady-clock.ts';
import { countCheckNow } from '../checks/check-now.ts';
import { findOwnDomain } from '../domain.ts';
import type { DomainWithProjects } from '../store.ts';
import { recordOf, toDiagnosisView } from '../view.ts';
import type { ConnectKey } from './key.ts';
import { type ConnectProvider, findProvider, type NoProvider, type ProviderOptions } from './provider.ts';
import { connectService } from './template.ts';

/** Lets DNS providers create our records (Domain Connect, synchronous and signed). */
export interface DomainConnect {
  readonly key: ConnectKey;
  readonly options: ProviderOptions;
}

/** Dependencies of connecting a domain. */
export interface ConnectNeeds {
  readonly database: Database;
  readonly cnameZone: string;
  /** Null when the operator has not set it up. */
  readonly domainConnect: DomainConnect | null;
  readonly now: () => Date;
}

/** Time limit for the whole operation. */
const timeoutMs = 10_000;

/** The host already has records, which the provider may replace without asking. */
const replaceable: readonly string[] = [
  'wrong_target',
  'wrong_target_wildcard',
  'shared_target',
  'other_tenant',
  'doubled_target',
  'target_not_a_name',
  'address_instead_of_cname',
  'address_elsewhere',
  'address_unproven',
  'conflict_mx',
  'multiple_cname',
  'loop',
];

/**
 * Where to send a member to have the DNS provider create the record, or why it has to be created by hand. Nothing that
 * the provider sends back is trusted: the next check reads DNS. Counts towards the account's limit of checks. Throws
 * no_such_domain, too_many_checks.
 */
export async function connectDomain(needs: ConnectNeeds, accountId: string, id: string, language: Language) {
  const domain = await findOwnDomain(needs.database, accountId, id);
  await countCheckNow(needs.database, accountId, needs.now());
  const found = await providerFor(needs, domain);
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
    /** The existing records at the host, to be shown before the member leaves. */
    existing: existing ? toDiagnosisView(domain, language) : null,
  };
}

async function providerFor(
  { domainConnect, cnameZone }: ConnectNeeds,
  domain: DomainWithProjects,
): Promise<{ url: string; provider: ConnectProvider } | NoProvider> {
  if (domainConnect === null) return { reason: 'not-set-up' };
  if (domain.dnsZone === null || isLoopbackHost(domain.host)) return { reason: 'no-zone' };
  const service = connectService(cnameZone);
  const deadline = { at: steadyNow() + timeoutMs };
  const provider = await findProvider(domain.dnsZone, service, domainConnect.options, deadline);
  if ('reason' in provider) return provider;
  return { url: applyUrl(provider, domain, cnameZone, domainConnect.key), provider };
}

/** The signature covers the query as sent, without key and signature, which come last (Domain Connect, section 6.3). */
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
