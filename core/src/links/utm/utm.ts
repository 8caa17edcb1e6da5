import { appService } from '../../deep-links/classify.ts';
import { findMergeTags } from '../../mail/merge-tags.ts';
import { maxUrlLength } from '../../tokens/destination-template.ts';
import { type Finding, finding } from '../findings.ts';
import { oneTime } from '../one-time.ts';
import { labelOf, toLabel } from '../text/label.ts';
import { unsubscribe } from '../unsubscribe.ts';
import type { Address } from '../url/address.ts';
import { signatureNames } from './utm.data.ts';

/** A parameter that a project adds to its links. */
export interface UtmParameter {
  readonly name: string;
  /** May contain `{mailing}`, `{project}` and `{label}`, the names of what the link belongs to and its own. */
  readonly value: string;
}

/** What a project adds to destinations that lack it. */
export interface UtmTemplate {
  readonly parameters: readonly UtmParameter[];
  /** Hosts whose links stay as they are, and those of hosts below them. */
  readonly excludedHosts: readonly string[];
}

/** The variables of a template's values. */
export const utmVariables = ['mailing', 'project', 'label'] as const;

/** A template with what its variables stand for in one mail; a preview may not know the mailing's name yet. */
export interface UtmRules extends UtmTemplate {
  readonly names: { readonly mailing?: string | undefined; readonly project?: string | undefined };
}

/** By this attribute, with `off`, a link gets no parameters: `data-track-utm="off"`. */
export const utmAttribute = 'data-track-utm';

interface TaggedLink {
  readonly text?: string;
  readonly beside?: string;
  readonly attributes?: ReadonlyMap<string, string>;
}

const signature = new RegExp(`^(?:${signatureNames.join('|')})$`, 'i');
const variable = /\{(mailing|project|label)\}/g;

/**
 * A destination with the parameters of a template that it lacks, and the finding that names them; undefined if none is
 * added. Links that would no longer work, or to which no parameter belongs, get none: those that open an app, work once,
 * are signed, unsubscribe, or lead through a scanner or shortener.
 */
export function withUtm(
  address: Address,
  link: TaggedLink,
  rules: UtmRules,
  behind: Finding | undefined,
): { readonly url: string; readonly added: Finding } | undefined {
  const { attributes } = link;
  if (behind !== undefined || isExcluded(address, rules.excludedHosts) || isFixed(address, link)) return undefined;
  const label = withoutMergeTags(labelOf(link.text, attributes));
  const filled = rules.parameters.map(({ name, value }) => ({
    name,
    value: value.replace(variable, (written, which: (typeof utmVariables)[number]) =>
      which === 'label' ? label : (rules.names[which] ?? written),
    ),
  }));
  const { url, added } = addParameters(address.href, filled);
  if (added.length === 0 || url.length > maxUrlLength) return undefined;
  const parameters = added.map(({ name, value }) => `${name}=${value}`).join(', ');
  return { url, added: finding('utm-added', { parameters }) };
}

/**
 * Adds what a serialised address lacks to its query, and keeps every byte that is there: order, encoding, fragment. A
 * parameter is there under its name in any case, in the path or in the fragment too, and whatever separates it. One
 * without a value is not added.
 */
export function addParameters(
  url: string,
  parameters: readonly UtmParameter[],
): { readonly url: string; readonly added: readonly UtmParameter[] } {
  const names = namesIn(url);
  const added = parameters.filter(({ name, value }) => value !== '' && !names.has(name.toLowerCase()));
  if (added.length === 0) return { url, added };
  const written = added.map(({ name, value }) => `${name}=${encoded(value)}`).join('&');
  const hash = url.indexOf('#');
  const before = hash === -1 ? url : url.slice(0, hash);
  const query = /\?(.*)/s.exec(before)?.[1];
  const separator = query === undefined ? '?' : query === '' || query.endsWith('&') ? '' : '&';
  return { url: before + separator + written + url.slice(before.length), added };
}

/** What `addParameters` added to a URL; undefined if anything else differs. */
export function parametersAdded(plain: string, url: string): readonly UtmParameter[] | undefined {
  if (url === plain) return [];
  const hash = plain.indexOf('#');
  const end = hash === -1 ? plain.length : hash;
  const written = url.slice(end, url.length - (plain.length - end));
  const added = [...new URLSearchParams(written)].map(([name, value]) => ({ name, value }));
  return addParameters(plain, added).url === url ? added : undefined;
}

function namesIn(url: string): ReadonlySet<string> {
  const [address, ...fragment] = url.split('#');
  const named = (text: string) => [...new URLSearchParams(text.replace(/[;?]/g, '&'))];
  const query = named(address!.slice(address!.search(/[;?]|$/)));
  // In a fragment a word alone is the name of a place in the page.
  const others = named(fragment.join('&')).filter(([, value]) => value !== '');
  return new Set([...query, ...others].map(([name]) => name.toLowerCase()));
}

/** As the URL Standard leaves it in a query. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll("'", '%27');
}

function isExcluded({ hostname }: Address, hosts: readonly string[]): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

function isFixed(address: Address, { text, attributes, beside }: TaggedLink): boolean {
  return (
    attributes?.get(utmAttribute)?.trim().toLowerCase() === 'off' ||
    appService(address) !== undefined ||
    oneTime(address) !== undefined ||
    address.parameters.some(([name]) => signature.test(name)) ||
    unsubscribe(address, text, attributes, beside) !== undefined
  );
}

/** What the sending system would fill in for each recipient does not belong in an address. */
function withoutMergeTags(label: string): string {
  return toLabel(
    findMergeTags(label).reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, label),
  );
}
