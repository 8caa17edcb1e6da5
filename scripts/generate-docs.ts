/** `npm run docs`: writes the pages that follow from code. With `--check` it writes nothing and fails when one is not current. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from '../server/src/config/settings.ts';
import { apiPage } from './api-page.ts';
import { commandsPage } from './commands-page.ts';
import { deepLinksPage } from './deep-links-page.ts';
import { mergeTagsPage } from './merge-tags-page.ts';
import { diagnosesPage, findingsPage } from './sentence-pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every generated page by its path from the root. */
const pages: Readonly<Record<string, string>> = {
  'docs/operators/environment.md': environmentPage(),
  'docs/operators/api.md': apiPage(),
  'docs/operators/commands.md': commandsPage(),
  '.env.example': exampleOfEnvironment(),
  'docs/findings.md': findingsPage(),
  'docs/diagnoses.md': diagnosesPage(),
  'docs/marketers/merge-tags.md': mergeTagsPage(),
  'docs/marketers/deep-links.md': deepLinksPage(),
};

/** Pages that are missing or do not say what the code says. */
export function stalePages(): string[] {
  return Object.entries(pages).flatMap(([path, text]) => {
    const file = join(root, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
  });
}

function environmentPage(): string {
  const sections = settings.map(({ name, fallback, description }) => {
    return `## \`${name}\`\n\n${inMarkdown(description)}\n\nDefault: ${inMarkdown(fallback)}.\n`;
  });
  return `# Settings

The server reads its settings from environment variables when it starts, and those that are not there from the file \`.env\`
in the folder that it is started in (with \`npm start\`, the folder of the project). The environment wins, also with an empty
variable. None has to be set; an empty one counts as not set.

What cannot be used ends the start with a sentence for each setting, which names it and never repeats its value. So does a
variable that begins with \`WAYMARK_\` and is nearly the name of a setting; other strangers of that kind are logged, since they
may belong to another version. In addresses with a password, write characters such as @, /, ?, # and % of the password
percent-encoded.

This page and \`.env.example\` are written from \`server/src/config/settings.ts\` by \`npm run docs\`.

${sections.join('\n')}`;
}

function exampleOfEnvironment(): string {
  const entries = settings.map(({ name, fallback, description }) => {
    return `# ${description}\n# Default: ${fallback}.\n#${name}=\n`;
  });
  return `# Settings of the Waymark server, written by \`npm run docs\`. Copy the file to .env, which \`npm start\` reads,
# or give it to Docker's --env-file or systemd's EnvironmentFile: remove the # before a setting and give it a value.

${entries.join('\n')}`;
}

/** <…> would be taken for HTML. */
function inMarkdown(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function write(): void {
  for (const path of stalePages()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), pages[path] ?? '');
    console.log(`Wrote ${path}.`);
  }
}

function check(): void {
  const stale = stalePages();
  if (stale.length === 0) return;
  console.error(`Not current: ${stale.join(', ')}. Run \`npm run docs\` and commit what it writes.`);
  process.exitCode = 1;
}

if (import.meta.main) process.argv.includes('--check') ? check() : write();
