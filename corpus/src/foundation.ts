import type { Mail } from './mail.ts';
import { list, read } from './packages.ts';

const pages = ['foundation-emails', 'test', 'visual'];

/** The templates as built for download: whole mails with the grid expanded into tables. */
export async function foundationTemplates(): Promise<readonly Mail[]> {
  const folder = ['foundation-emails', '.templates'];
  return list('.html', ...folder).map((name) => ({ name, html: read(...folder, name) }));
}

/** The framework's own test pages, each inserted into the page template as in its build. */
export async function foundationPages(): Promise<readonly Mail[]> {
  const [before = '', after = ''] = read(...pages, '_template.html').split('<%= contents %>');
  return list('.html', ...pages, 'pages').map((name) => ({
    name,
    html: before + read(...pages, 'pages', name) + after,
  }));
}
