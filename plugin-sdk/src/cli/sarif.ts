import type { Finding } from '@waymark/core';
import type { Checked, Say } from './checked.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** What was found as SARIF 2.1.0, which code hosts show beside the line: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function writeSarif(checked: readonly Checked[], say: Say): object {
  const results = checked.flatMap((mail) => [
    ...mail.report.links.flatMap(({ offset, originalUrl, findings }) =>
      findings.map((finding) => asResult(mail, finding, say, { offset, length: originalUrl.length })),
    ),
    ...mail.report.findings.map((finding) => asResult(mail, finding, say)),
  ]);
  const found = new Map(checked.flatMap(({ report }) => rulesOf(report, say)));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      { tool: { driver: { name: 'Waymark', rules: [...found.values()] } }, results, columnKind: 'utf16CodeUnits' },
    ],
  };
}

function rulesOf({ links, findings }: Checked['report'], say: Say): [string, object][] {
  return [...links.flatMap((link) => link.findings), ...findings].map((finding) => [
    finding.code,
    { id: finding.code, shortDescription: { text: say(finding).title } },
  ]);
}

interface Place {
  readonly offset: number;
  readonly length: number;
}

function asResult({ file, source }: Checked, finding: Finding, say: Say, place?: Place): object {
  const { title, explanation, advice } = say(finding);
  const region = place && regionOf(source, place);
  return {
    ruleId: finding.code,
    level: levels[finding.severity],
    message: { text: [title, explanation, advice].filter(Boolean).join(' ') },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region && { region }) } }],
  };
}

function regionOf(source: string, { offset, length }: Place): object {
  const before = source.slice(0, offset).split('\n');
  return {
    startLine: before.length,
    startColumn: before.at(-1)!.length + 1,
    charOffset: offset,
    charLength: Math.min(length, source.length - offset),
  };
}

/** Relative to the folder that the program runs in, as code hosts expect it. */
const uriOf = (file: string) => (file === '-' ? 'stdin' : encodeURI(file.replaceAll('\\', '/').replace(/^\.\//, '')));
