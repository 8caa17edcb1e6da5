import { diagnoses } from '../core/src/domains/diagnoses.ts';
import { findings } from '../core/src/links/findings.ts';
import { diagnosesDe } from '../core/src/sentences/de/diagnoses.ts';
import { hostRefusalsDe } from '../core/src/sentences/de/domains.ts';
import { findingsDe } from '../core/src/sentences/de/findings.ts';
import { diagnosesEn } from '../core/src/sentences/en/diagnoses.ts';
import { hostRefusalsEn } from '../core/src/sentences/en/domains.ts';
import { findingsEn } from '../core/src/sentences/en/findings.ts';
import type { Sentence } from '../core/src/sentences/types.ts';

type Sentences = Readonly<Record<string, Sentence>>;

/** docs/findings.md: what is said about links and mails. */
export function findingsPage(): string {
  const severities: Readonly<Record<string, string>> = findings;
  return `# Findings

What Waymark says about the links of a mail and about the mail itself, in English and German: what it found, why it matters, what to do.
An **error** keeps a link from being wrapped, a **warning** asks you to look at it, an **info** needs nothing from you.
Words in *italics* stand for what the mail holds at that place.

This page is written from \`core/src/links/findings.ts\` and the sentences in \`core/src/sentences\` by \`npm run docs\`.

## By code

${sections(Object.keys(findings), findingsEn, findingsDe, (key) => {
  const [code = '', variant] = key.split(':');
  if (variant === 'refused') return 'error';
  return `${code}:refused` in findingsEn ? 'warning' : String(severities[code]);
})}`;
}

/** docs/diagnoses.md: what is said about tracking domains. */
export function diagnosesPage(): string {
  const known: Readonly<Record<string, { readonly status: string; readonly warning?: true }>> = diagnoses;
  return `# Diagnoses

What Waymark says about a tracking domain, in English and German: what a check saw, why it matters, what to do.
Words in *italics* stand for the names of your own domain and its records.

This page is written from \`core/src/domains\` and the sentences in \`core/src/sentences\` by \`npm run docs\`.

## What a check found

${sections(Object.keys(diagnoses), diagnosesEn, diagnosesDe, (key) => {
  const { status, warning } = known[key.split(':')[0] ?? ''] ?? { status: '' };
  return status.replaceAll('_', ' ') + (warning ? ', with a warning' : '');
})}
## Why a name cannot become a tracking domain

${sections(Object.keys(hostRefusalsEn), hostRefusalsEn, hostRefusalsDe, () => 'refused')}`;
}

/** A section for each code, and one for each way in which it is said differently. */
function sections(codes: readonly string[], en: Sentences, de: Sentences, label: (key: string) => string): string {
  const keys = codes.flatMap((code) => Object.keys(en).filter((key) => key === code || key.startsWith(`${code}:`)));
  return keys.map((key) => section(key, label(key), en[key], de[key])).join('\n');
}

function section(key: string, label: string, en: Sentence | undefined, de: Sentence | undefined): string {
  if (en === undefined || de === undefined) throw new Error(`There is no sentence for ${key}.`);
  return `### \`${key}\`

*${label}*

**${inMarkdown(en.title)}.** ${inMarkdown(en.explanation)} **What to do:** ${inMarkdown(en.advice)}

**${inMarkdown(de.title)}.** ${inMarkdown(de.explanation)} **Was zu tun ist:** ${inMarkdown(de.advice)}
`;
}

/** Placeholders become words in italics, and optional parts are shown. */
export function inMarkdown(text: string): string {
  return text
    .replace(/[<>*_]/g, (character) => `\\${character}`)
    .replace(/\[\[|\]\]/g, '')
    .replace(/\{(\w+)\}/g, '*$1*');
}
