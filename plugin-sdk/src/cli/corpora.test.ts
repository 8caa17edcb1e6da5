import { prepare } from '@waymark/core';
import { sources } from '@waymark/corpus/sources';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const context = { origin: 'https://click.example.com', trackClicks: true, trackOpens: true };

describe.each(sources)('check reads the mails of $name ($what)', ({ mails }) => {
  it("and prints core's own report of each, as JSON and as SARIF", async () => {
    const all = await mails();
    const files = new Map(all.map(({ html }, index) => [`mail-${index}.html`, html]));
    const printed: string[] = [];
    const io = {
      read: async (file: string) => files.get(file)!,
      print: (text: string) => printed.push(text),
      warn: (text: string) => printed.push(text),
      env: {},
    };
    for (const format of ['json', 'sarif'])
      expect(await run(['check', ...files.keys(), '--format', format, '--fail-on', 'never'], io)).toBe(0);
    const [json = '', sarif = ''] = printed;
    const reports = [...files].map(([file, html]) => ({ file, report: prepare(html, context).report }));
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(reports)));
    const findings = reports.flatMap(({ report }) => [
      ...report.links.flatMap((link) => link.findings),
      ...report.findings,
    ]);
    expect(JSON.parse(sarif).runs[0].results).toHaveLength(findings.length);
  });
});
