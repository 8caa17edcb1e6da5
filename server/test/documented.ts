import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The settings of another program as a page for operators shows them: its first block in that language. */
export function documented(page: string, language: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs/operators', page), 'utf8');
  const block = text.split(`\n\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (block === undefined) throw new Error(`${page} has no block in ${language}.`);
  return `${block}\n`;
}
