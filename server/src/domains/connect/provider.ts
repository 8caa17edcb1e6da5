import type { ConnectRefusal } from '@waymark/core';
import { z } from 'zod';
import type { Deadline } from '../../net/dns-client.ts';
import { type AnswerAt, requestAt } from '../../net/request-at.ts';
import type { ConnectService } from './template.ts';

export interface ProviderOptions {
  readonly textsAt: (name: string, deadline: Deadline) => Promise<readonly string[]>;
  readonly addressesOf: (name: string, deadline: Deadline) => Promise<readonly string[]>;
  /** Whether a request may go to this address: whoever holds a domain writes the records that lead there. */
  readonly mayConnect: (address: string) => boolean;
  /** Certificates of authorities to trust in place of the usual ones, in PEM. */
  readonly ca?: string | undefined;
  /** Where providers listen: 443, except where a test has no right to. */
  readonly port?: number | undefined;
}

/** A DNS provider that can create our record. */
export interface ConnectProvider {
  readonly name: string;
  /** Where a member is sent, without the path. */
  readonly urlSyncUX: string;
  /** How large its window likes to be, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Why there is none, and who said so. */
export interface NoProvider {
  readonly reason: ConnectRefusal;
  readonly provider?: string;
}

const requestTimeoutMs = 3000;

/** A host name of several labels and perhaps a path: no scheme, no port, no address, nothing that a URL would read otherwise. */
const place =
  /^(?=.{4,250}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d](?:\/(?!\.+(?:\/|$))[\w.~-]+)*\/?$/i;

const secureUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(500)
  .refine((address) => /^https:\/\/[^/?#@:]+(?:\/(?!\.+(?:\/|$))[\w.~-]+)*\/*$/.test(address))
  .transform((address) => address.replace(/\/+$/, ''));
const pixels = z.coerce.number().int().min(100).max(2000);

/** What a provider says of itself (Domain Connect, section 4.2), as far as we need it; everything else is dropped. */
const settingsSchema = z.object({
  providerName: z.string().min(1).max(200),
  providerDisplayName: z.string().min(1).max(200).optional().catch(undefined),
  urlSyncUX: secureUrl,
  urlAPI: secureUrl,
  width: pixels.catch(750),
  height: pixels.catch(750),
});

/** Finds the provider that holds a zone and knows our template. Never rejects. */
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
  // The record may be there although the provider does not hold this zone, or no longer.
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

/** One answer of a public server; undefined for every way in which there is none. Redirects are not followed. */
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
  const left = Math.max(1, Math.min(requestTimeoutMs, deadline.at - Date.now()));
  return requestAt(url, first, { patience: left, signal: deadline.signal, ca }).catch(() => undefined);
}

/** Undefined for what is no JSON, also because it was too long and cut off. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'latin1').toString());
  } catch {
    return undefined;
  }
}
