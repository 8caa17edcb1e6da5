import type { LinkReport } from '../wrap/report.ts';

type AskedLink = Pick<LinkReport, 'originalUrl' | 'action' | 'url' | 'plainUrl' | 'deepLink' | 'findings'>;

/**
 * What to ask about a mail that was prepared without `outcomes`, before it is prepared with them: each link that would be
 * wrapped and that an app may open, as it is written, and its URL with the parameters that it would get. Of links of services
 * only what was chosen for them is of interest. Relative links are not asked about.
 */
export function deepLinkQuestions(links: readonly AskedLink[]): readonly string[] {
  return [...new Set(links.flatMap(questionsAbout))];
}

function questionsAbout({ originalUrl, action, url, plainUrl, deepLink, findings }: AskedLink): readonly string[] {
  if (deepLink.startsWith('known:')) {
    const isAboutApp = findings.some(({ code }) => ofServices.has(code));
    return action === 'wrap' || isAboutApp ? [originalUrl] : [];
  }
  if (deepLink !== 'depends-on-aasa' || url === undefined) return [];
  return plainUrl === undefined ? [originalUrl] : [originalUrl, url];
}

const ofServices: ReadonlySet<string> = new Set(['opens-app', 'opens-own-app']);
