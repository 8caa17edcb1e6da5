import type { Finding } from '@waymark/core';
import type { Checked, Say } from './checked.ts';
import { writeSarif } from './sarif.ts';

type Write = (checked: readonly Checked[], say: Say) => string;

/** How what was found is written. */
export const formats: Readonly<Record<string, Write>> = {
  text: (checked, say) => checked.map((mail) => asText(mail, say)).join('\n\n'),
  /** Core's own report of each file, and nothing else. */
  json: (checked) =>
    JSON.stringify(
      checked.map(({ file, report }) => ({ file, report })),
      null,
      2,
    ),
  sarif: (checked, say) => JSON.stringify(writeSarif(checked, say), null, 2),
};

function asText({ file, source, report }: Checked, say: Say): string {
  const { links, counts, findings } = report;
  const lines = links.map((link) => [
    `${file}:${lineOf(source, link.offset)}  ${link.action}  ${link.originalUrl}`,
    ...link.findings.map((finding) => asLine(finding, say)),
  ]);
  const summary = `${file}: ${links.length} links, ${counts.wrap} wrapped, ${counts.leave} left, ${counts.refuse} refused`;
  return [...lines.flat(), ...findings.map((finding) => asLine(finding, say)), summary].join('\n');
}

function asLine(finding: Finding, say: Say): string {
  const { title, explanation, advice } = say(finding);
  return `    ${finding.severity} ${finding.code}: ${[title, explanation, advice].filter(Boolean).join(' ')}`;
}

/** Counted from 1. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
