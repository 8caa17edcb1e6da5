import {
  explainHtmlProblem,
  hasTooManyLinks,
  htmlProblem,
  maxLinks,
  maxLinksInMail,
  type PreparedMail,
} from '@waymark/core';
import { invalidInput } from '../api/invalid-input.ts';
import { WaymarkError } from '../api/waymark-error.ts';
import type { MailingToPrepare } from './mailing-to-prepare.ts';

/**
 * Throws what the server answers for a mail that cannot be one, before anything is registered: invalid_input for a part
 * that is not text or has half a character in it, not_html.
 */
export function assertMail(parts: { readonly html: unknown; readonly text?: unknown; readonly amp?: unknown }): void {
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined && name !== 'html') continue;
    if (typeof part !== 'string')
      throw invalidInput(
        `"${name}" has to be text, and it is ${kindOf(part)}.`,
        part instanceof Promise ? 'Await it first.' : undefined,
      );
    if (!part.isWellFormed()) throw invalidInput(`"${name}" has half a character in it.`);
  }
  const problem = htmlProblem(String(parts.html));
  if (problem === undefined) return;
  throw new WaymarkError(
    'not_html',
    `This is not an HTML mail: ${explainHtmlProblem(problem)}.`,
    'Send the HTML part of the mail as text, the way an editor exports it.',
  );
}

const options: readonly string[] = [
  'projectId',
  'name',
  'html',
  'text',
  'amp',
  'textLinks',
  'mergeTags',
  'test',
  'idempotencyKey',
  'signal',
] satisfies (keyof MailingToPrepare)[];

const values: Readonly<Record<string, readonly unknown[]>> = {
  textLinks: ['leave', 'wrap'],
  mergeTags: ['leave', 'pass-through'],
} satisfies { [Option in keyof MailingToPrepare]?: MailingToPrepare[Option][] };

/** Throws invalid_input for an option that is misspelt or has a value that is none: it would be ignored without a word. */
export function assertOptions(mailing: object): void {
  for (const [option, value] of Object.entries(mailing)) {
    if (!options.includes(option))
      throw invalidInput(`A mailing has no "${option}": hand in { ${options.join(', ')} }.`);
    if (value === undefined) continue;
    const known = values[option];
    if (known?.includes(value) === false)
      throw invalidInput(`"${option}" has to be one of these: ${known.join(', ')}.`);
    if (option === 'test' && typeof value !== 'boolean') throw invalidInput('"test" has to be true or false.');
  }
}

/** Throws invalid_input for a mailing without a project or a name, as the server would, before anything is asked. */
export function assertNames({ projectId, name }: { readonly projectId: unknown; readonly name: unknown }): void {
  if (typeof projectId !== 'string' || projectId === '')
    throw invalidInput('"projectId" is missing.', 'Hand it in, or a project to createWaymark for all calls.');
  if (typeof name !== 'string' || name.trim() === '') throw invalidInput('"name" has to be text, the name in reports.');
  if (name.trim().length > maxNameLength) throw invalidInput(`"name" has more than ${maxNameLength} characters.`);
}

const maxNameLength = 200;

/** Throws too_many_links for a mail with more than the server takes by any way. */
export function assertLinks(urls: readonly string[], parts: readonly (PreparedMail | undefined)[]): void {
  const links = Math.max(...parts.map((part) => part?.report.links.length ?? 0));
  if (!hasTooManyLinks(urls, links)) return;
  throw new WaymarkError(
    'too_many_links',
    `A mailing may have ${maxLinks} different destinations, and a mail ${maxLinksInMail} links in all; this one has more.`,
    'Split it into several mailings, or check whether a list of addresses was pasted into it.',
  );
}

function kindOf(part: unknown): string {
  if (part === undefined || part === null) return String(part);
  return part instanceof Promise ? 'a Promise' : `of type ${typeof part}`;
}
