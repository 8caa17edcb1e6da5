import type { ConnectRefusal } from '@waymark/core';
import { z } from 'zod';
import type { Deadline } from '../../net/dns-client.ts';
import { type AnswerAt, requestAt } from '../../net/request-at.ts';
import { steadyNow } from '../../net/steady-clock.ts';
import type { ConnectService } from './template.ts';

export interface ProviderOptions {
  readonly textsAt: (name: string, deadline: Deadline) => Promise<readonly string[]>;
  readonly addressesOf: (name: string, deadline: Deadline) => Promise<readonly string[]>;
  /** Whether a request may go to this address: the owner of a domain controls the records that resolve to it. */
  readonly mayConnect: (address: string) => boolean;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string | undefined;
  /** The port of providers: 443, except in tests, which may not listen there. */
  readonly port?: number | undefined;
}

/** A DNS provider that can create our record. */
export interface ConnectProvider {
  readonly name: string;
  /** The origin to which a member is sent. */
  readonly urlSyncUX: string;
  /** The preferred size of its window, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Why there is no provider, and who said so. */
export interface NoProvider {
  readonly reason: ConnectRefusal;
  readonly provider?: string;
}

const requestTimeoutMs = 3000;

/**
 * A host name of several labels with an optional path: no scheme, port or IP address, nothing that a URL would parse
 * differently.
 */
const place =
  /^(?=.{4,250}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d](?:\/(?!\.+(?:\/|$))[\w.~-]+)*\/?$/i;

const secureUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(500)
  .refine((address) => /^https:\/\/[^/?#@:]+(?:\/(?!\.+(?:\/|$))[\w.~-]+)*\/*$/.test(address))
  .transform((address) => address.replace(/\/+$/, ''));
const pixels = z.coerce.number().int().min(100).max(2000);

/**
 * The parts that we need of a provider's description of itself (Domain Connect, section 4.2); everything else is
 * dropped.
 */
const settingsSchema = z.object({
  providerName: z.string().min(1).max(200),
  providerDisplayName: z.string().min(1).max(200).optional().catch(undefined),
  urlSyncUX: secureUrl,
  urlAPI: secureUrl,
  width: pixels.catch(750),
  height: pixels.catch(750),
});

/** Finds the provider that hosts a zone and knows our template. Never rejects. */
export async function findProvider(
  zone: string,
  { providerId, serviceId }: ConnectService,
  options: ProviderOptions,
  deadline: Deadline,
): Promise<ConnectProvider | NoProvider> {
  const [spokesman] = await options.textsAt(`_domainconnect.${zone}`, deadline);
  if (spokesman === undefined) return { reason: 'not-offered' };
  if (!place.test(spokesman)) return { reason: 'not-understood' };
  const provider = spokesman.split('/')[0]!;

  const answer = await get(`https://${spokesman.replace(/\/$/, '')}/v2/${zone}/settings`, options, deadline);
  // The record may exist although the provider does not host this zone, or no longer does.
  if (answer?.status === 404) return { reason: 'not-offered' };
  if (answer?.status !== 200) return { reason: 'unreachable', provider };
  const settings = settingsSchema.safeParse(parsed(answer.body));
  if (!settings.success) return { reason: 'not-understood' };
  const { urlAPI, urlSyncUX, width, height, providerName, providerDisplayName } = settings.data;
  const name = providerDisplayName ?? providerName;

  const template = await get(
    `${urlAPI}/v2/domainTemplates/providers/${providerId}/services/${serviceId}`,
    options,
    deadline,
  );
  if (template?.status === 404) return { reason: 'template-unknown', provider: name };
  if (template?.status !== 200) return { reason: 'unreachable', provider: name };
  return { name, urlSyncUX, width, height };
}

/** Requests a public server. Returns undefined on any failure; does not follow redirects. */
async function get(
  address: string,
  { addressesOf, mayConnect, ca, port }: ProviderOptions,
  deadline: Deadline,
): Promise<AnswerAt | undefined> {
  const url = new URL(address);
  if (port !== undefined) url.port = String(port);
  const addresses = await addressesOf(url.hostname, deadline);
  const [first] = addresses;
  if (first === undefined || !addresses.every(mayConnect)) return undefined;
  const left = Math.max(1, Math.min(requestTimeoutMs, deadline.at - steadyNow()));
  return requestAt(url, first, { timeoutMs: left, signal: deadline.signal, ca }).catch(() => undefined);
}

/** Undefined for invalid JSON, including JSON that was truncated because it was too long. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'latin1').toString());
  } catch {
    return undefined;
  }
}
