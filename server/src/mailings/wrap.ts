import {
  deepLinkQuestions,
  explainHtmlProblem,
  htmlProblem,
  type Language,
  type PreparedMail,
  type Recipient,
  type Report,
  render,
  type WrapContext,
} from '@waymark/core';
import { ApiError } from '../rpc/api-error.ts';
import { hostOf } from './judge-url.ts';
import { maxMailLength, tooManyLinks } from './limits.ts';
import { createMailing, isOfInterest, type SendingNeeds } from './sending/create.ts';
import type { NotWrapped } from './wrapping.ts';

/** A mail after wrapping; unchanged and with a reason when nothing could be wrapped. */
export interface Wrapped {
  readonly mailingId: number | null;
  readonly html: string;
  readonly report: Report;
  readonly reason: NotWrapped | null;
}

/**
 * Wraps one mail for one recipient and registers it. Throws mail_too_long, not_html, no_such_project, too_many_links,
 * mail_too_complex, too_busy.
 */
export async function wrapMail(
  needs: SendingNeeds,
  accountId: string,
  mail: {
    projectId: string;
    name: string;
    html: string;
    recipient: Recipient | undefined;
    mergeTags: WrapContext['mergeTags'];
    test: boolean;
  },
  language: Language,
): Promise<Wrapped> {
  refuseWhatIsNotHtml(mail.html, language);
  const project = await needs.registryOf(accountId).project(mail.projectId, language);
  const { clickHost, origin, deepLinks, publicAppLinks } = project;
  const utm = clickHost === null ? null : project.utm;
  const context: WrapContext = {
    origin,
    pixelOrigin: project.pixelOrigin,
    trackingHost: clickHost ?? undefined,
    trackClicks: clickHost !== null,
    trackOpens: project.tracksOpens,
    mergeTags: mail.mergeTags,
    deepLinks,
    publicAppLinks,
    utm: utm ? { ...utm, names: { mailing: mail.name, project: project.name } } : undefined,
    allowLocalHosts: needs.tryOut,
    secureLinks: origin.startsWith('https:'),
  };
  const prepared = await prepareMail(needs, accountId, mail, context);
  const { mailingId, wrapping, reason } = await createMailing(
    needs,
    accountId,
    { ...mail, urls: prepared.urls, labels: prepared.labels, appLinks: prepared.appLinks ?? [] },
    language,
  );
  const html = wrapping ? render(prepared, wrapping, mail.recipient) : mail.html;
  return { mailingId, html, report: prepared.report, reason };
}

/**
 * Links of other tracking domains of this installation, such as those in a quoted mail, are left as they are, and so are
 * those that would no longer open their app. Most mails have neither and are read once.
 */
async function prepareMail(
  needs: SendingNeeds,
  accountId: string,
  { projectId, html }: { readonly projectId: string; readonly html: string },
  context: WrapContext,
): Promise<PreparedMail> {
  const prepareWith = async (rules: WrapContext) => {
    const prepared = await needs.threads.run(accountId, { kind: 'prepare', html, context: rules });
    if ('tooManyLinks' in prepared) throw tooManyLinks();
    return prepared;
  };
  const prepared = await prepareWith(context);
  const registry = needs.registryOf(accountId);
  const hosts = new Set([...prepared.urls, ...behindScanners(prepared)].map(hostOf));
  const [trackingHosts, known] = await Promise.all([
    registry.trackingHostsAmong([...hosts]),
    context.trackClicks ? registry.deepLinks(projectId, deepLinkQuestions(prepared.report.links)) : [],
  ]);
  const outcomes = new Map(known.filter(isOfInterest).map(({ url, ...link }) => [url, link]));
  if (trackingHosts.length === 0 && outcomes.size === 0) return prepared;
  return prepareWith({ ...context, trackingHosts, outcomes });
}

/** Where links of scanners lead, as far as they say it themselves. */
function behindScanners({ report }: PreparedMail): readonly string[] {
  return report.links.flatMap(({ findings }) => findings.flatMap(({ details }) => details?.['target'] ?? []));
}

function refuseWhatIsNotHtml(html: string, language: Language): void {
  if (html.length > maxMailLength) throw new ApiError('mail_too_long', { limit: String(maxMailLength) });
  const problem = htmlProblem(html);
  if (problem) throw new ApiError('not_html', { problem: explainHtmlProblem(problem, language) });
}
