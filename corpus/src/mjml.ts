import { existsSync, readFileSync } from 'node:fs';
import mjml2html from 'mjml';
import type { Mail } from './mail.ts';
import { requireWithin } from './packages.ts';

const fenced = /^```\w*\n([\s\S]*?)^```/gm;

/** The example mails in the documentation of every component, rendered. */
export async function mjmlExamples(): Promise<readonly Mail[]> {
  const preset = requireWithin('mjml-preset-core', requireWithin('mjml'));
  const { dependencies }: { dependencies: Record<string, string> } = preset('../package.json');
  const examples = Object.keys(dependencies).flatMap((component) => examplesOf(component, preset));
  return Promise.all(examples.map(async ({ name, html }) => ({ name, html: (await mjml2html(html)).html })));
}

function examplesOf(component: string, preset: NodeJS.Require): readonly Mail[] {
  const readme = preset.resolve(`${component}/package.json`).replace(/package\.json$/, 'README.md');
  if (!existsSync(readme)) return [];
  return [...readFileSync(readme, 'utf8').matchAll(fenced)]
    .map(([, code = '']) => code)
    .filter((code) => /<mjml[\s>]/.test(code))
    .map((html, index) => ({ name: `${component} ${index + 1}`, html }));
}
