import { t } from '../i18n/t.ts';

/** What each link of the example is called. */
const labels = ['tryout.link.first', 'tryout.link.two', 'tryout.link.three'] as const;

/** A small newsletter whose links lead back to this server. */
export function exampleMail(): string {
  const links = labels.map(
    (key, index) => `<p><a href="${location.origin}/arrived?link=${index + 1}">${t(key)}</a></p>`,
  );
  return `<!doctype html><html><head><title>${t('tryout.mailing')}</title></head><body><h1>${t('tryout.project')}</h1>${links.join('')}</body></html>`;
}

/** A link of a mail as its reader sees it. */
export interface MailLink {
  readonly label: string;
  readonly href: string;
}

/** The links of a mail that lead to a host. */
export function linksIn(html: string, host: string): MailLink[] {
  const { links } = new DOMParser().parseFromString(html, 'text/html');
  return [...links]
    .map(({ textContent, href }) => ({ label: textContent.trim(), href }))
    .filter(({ href }) => URL.parse(href)?.hostname === host);
}
