import {
  type Change,
  type CompareOptions,
  type Comparison,
  explainChange,
  explainProof,
  type Language,
  type ProofCode,
  parametersAdded,
  type Sentence,
  type UtmTemplate,
} from '@waymark/core';
import { ApiError } from '../rpc/api-error.ts';
import { maxMailLength, tooManyLinks } from './limits.ts';
import type { SendingNeeds } from './sending/create.ts';
import type { StoredDestination } from './store.ts';

/** A change with what is stored about it. */
export interface VerifiedChange extends Pick<Change, 'kind' | 'before' | 'after'> {
  readonly linkId: number | null;
  /** Where the wrapped link leads now. */
  readonly url: string | null;
  /** Where it led when it was made. */
  readonly originalUrl: string | null;
  readonly explanation: string;
}

/** What comparing a mail with its wrapped copy has proven, or the first thing that speaks against it. */
export interface Verified extends Sentence, Pick<Comparison, 'sha256'> {
  readonly code: ProofCode;
  /** Only links, pixels and instructions to Waymark changed, and each wrapped link was made to lead where the original led, with what a UTM template added. */
  readonly proven: boolean;
  /** Of what `code` says: offsets in both mails. */
  readonly difference: { readonly before: number; readonly after: number } | null;
  readonly changes: readonly VerifiedChange[];
}

/**
 * Compares a mail with its wrapped copy, and each wrapped link with its stored destination. Throws mail_too_long,
 * no_such_mailing, too_many_links, mail_too_complex, too_busy.
 */
export async function verifyMail(
  needs: SendingNeeds,
  accountId: string,
  mail: { mailingId: number; before: string; after: string; part: CompareOptions['part'] },
  language: Language,
): Promise<Verified> {
  const { before, after, part = 'html' } = mail;
  if (Math.max(before.length, after.length) > maxMailLength)
    throw new ApiError('mail_too_long', { limit: String(maxMailLength) });
  const registry = needs.registryOf(accountId);
  const { keys, utm } = await registry.tokensOf(mail.mailingId);
  const result = await needs.threads.run(accountId, {
    kind: 'compare',
    before,
    after,
    part,
    keys,
    allowLocalHosts: needs.tryOut,
  });
  if ('tooManyLinks' in result) throw tooManyLinks();
  const { comparison, urls } = result;
  const linkIds = comparison.changes.flatMap(({ kind, content }) => (kind === 'link' && content ? content.id : []));
  const stored = await registry.destinationsOf(mail.mailingId, linkIds);
  const found = firstProblem(comparison, urls, { mailingId: mail.mailingId, stored, utm });
  const code = found?.code ?? (comparison.changes.length > 0 ? 'proven' : 'unchanged');
  const { difference, details } = found ?? { difference: null, details: {} };
  return {
    code,
    proven: found === undefined,
    difference,
    ...explainProof(code, { ...countsOf(comparison), ...excerpts(mail, difference), ...details }, language),
    sha256: comparison.sha256,
    changes: comparison.changes.map((change) => describe(change, stored, language)),
  };
}

interface Problem {
  readonly code: ProofCode;
  readonly difference: { readonly before: number; readonly after: number };
  readonly details: Readonly<Record<string, string>>;
}

/** What speaks first against the copy, in the order of the mail. */
function firstProblem(
  { changes, difference }: Comparison,
  urls: readonly (string | null)[],
  {
    mailingId,
    stored,
    utm,
  }: { mailingId: number; stored: ReadonlyMap<number, StoredDestination>; utm: UtmTemplate | null },
): Problem | undefined {
  const problems: Problem[] = changes.flatMap(({ content, before, after, kind, parameters = [] }, index) => {
    const place = { before: before.start, after: after.start };
    const isForeign = !parameters.every((name) => isOfTemplate(name, utm));
    if (isForeign) return { code: 'other', difference: place, details: {} } satisfies Problem;
    if (content === undefined) return [];
    const elsewhere: Problem = { code: 'other-mailing', difference: place, details: {} };
    if (kind === 'pixel') return content.id === mailingId ? [] : elsewhere;
    const destination = stored.get(content.id);
    if (destination === undefined) return elsewhere;
    const expected = urls[index] ?? '';
    const added = parametersAdded(expected, destination.originalUrl);
    if (added?.every(({ name }) => isOfTemplate(name, utm)) === true) return [];
    return {
      code: 'other-destination',
      difference: place,
      details: { expected, url: destination.originalUrl },
    };
  });
  if (difference !== null) problems.push({ code: difference.code, difference, details: {} });
  return problems.toSorted((one, other) => one.difference.before - other.difference.before)[0];
}

/** What a template added stays when it is changed afterwards; what a value was made of is not stored. */
function isOfTemplate(name: string, utm: UtmTemplate | null): boolean {
  return /^utm_/i.test(name) || utm?.parameters.some((parameter) => parameter.name === name) === true;
}

function describe(change: Change, stored: ReadonlyMap<number, StoredDestination>, language: Language): VerifiedChange {
  const { kind, before, after, content } = change;
  const linkId = kind === 'link' && content ? content.id : null;
  const destination = linkId === null ? undefined : stored.get(linkId);
  return {
    kind,
    before,
    after,
    linkId,
    url: destination?.url ?? null,
    originalUrl: destination?.originalUrl ?? null,
    explanation: explainChange(kind, destination, language),
  };
}

function countsOf({ changes, sha256 }: Comparison): Readonly<Record<string, string>> {
  const count = (wanted: Change['kind']) => String(changes.filter(({ kind }) => kind === wanted).length);
  return { links: count('link'), pixels: count('pixel'), sha256: sha256.after };
}

const excerptLength = 60;

/** What stands in both mails where they differ, and the line. */
function excerpts(
  mail: { readonly before: string; readonly after: string },
  difference: Problem['difference'] | null,
): Readonly<Record<string, string>> {
  if (difference === null) return {};
  const excerpt = (text: string, start: number) => visible(text.slice(start, start + excerptLength));
  return {
    line: String(mail.before.slice(0, difference.before).split(/\r\n?|\n/).length),
    before: excerpt(mail.before, difference.before),
    after: excerpt(mail.after, difference.after),
  };
}

/** Line breaks and other control characters as the signs for them: they are often all that differs. */
function visible(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (control) => (control < ' ' ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : control))
    .toWellFormed();
}
