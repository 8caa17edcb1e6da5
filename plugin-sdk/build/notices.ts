import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of the packages whose code is among ours, as they ask for it; `modules` are the files that came from them. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]));
  const notices = [...folders].filter((folder) => folder !== undefined).map(noticeOf);
  return `The code in dist/bundled is that of these packages.\n\n${notices.sort().join('\n')}`;
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [file] = globSync('LICEN[CS]E*', { cwd: folder });
  if (file === undefined) throw new Error(`${name} comes without its licence.`);
  return `## ${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
