import { type Finding, finding } from './findings.ts';
import { optOutMarks, untrackedClasses, untrackedSchemes } from './opt-out.data.ts';

/** The attributes that may hold an opt-out mark. */
export const optOutAttributes: readonly string[] = [...optOutMarks.map(({ attribute }) => attribute), 'class'];

const untrackedClass = new RegExp(`(?:^|\\s)(?:${untrackedClasses.join('|')})(?:\\s|$)`, 'i');

/** The author's opt-out mark on a link, in any spelling that sending systems use. */
export function optOut(attributes: ReadonlyMap<string, string> | undefined): Finding | undefined {
  if (attributes === undefined || attributes.size === 0) return undefined;
  const mark = markOf(attributes);
  return mark === undefined ? undefined : finding('no-track', { mark });
}

/** The author's wish to have a link tracked that would be left alone for what it seems to be: `data-track="on"`. */
export function optIn(attributes: ReadonlyMap<string, string> | undefined): boolean {
  return attributes?.get('data-track')?.trim().toLowerCase() === 'on';
}

/** An opt-out mark written as a scheme. */
export function optOutScheme(scheme: string): Finding | undefined {
  return untrackedSchemes.has(scheme) ? finding('no-track', { mark: `${scheme}:` }) : undefined;
}

function markOf(attributes: ReadonlyMap<string, string>): string | undefined {
  const mark = optOutMarks.find(({ attribute, value }) => {
    const written = attributes.get(attribute)?.trim().toLowerCase();
    return written !== undefined && (value === undefined ? written !== 'false' : written === value);
  });
  if (mark !== undefined) return mark.value === undefined ? mark.attribute : `${mark.attribute}="${mark.value}"`;
  const untracked = untrackedClass.exec(attributes.get('class') ?? '')?.[0];
  return untracked === undefined ? undefined : `class="${untracked.trim().toLowerCase()}"`;
}
