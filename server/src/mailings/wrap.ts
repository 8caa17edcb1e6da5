import {
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
import { createMailing, type SendingNeeds } from './sending/create.ts';
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
  const { clickHost, origin } = project;
  const utm = clickHost === null ? null : project.utm;
  const context: WrapContext = {
    origin,
    pixelOrigin: project.pixelOrigin,
    trackingHost: clickHost ?? undefined,
    trackClicks: clickHost !== null,
    trackOpens: project.tracksOpens,
    mergeTags: mail.mergeTags,
    utm: utm ? { ...utm, names: { mailing: mail.name, project: project.name } } : undefined,
    allowLocalHosts: needs.tryOut,
    secureLinks: origin.startsWith('https:'),
  };
  const prepared = await prepareMail(needs, accountId, mail.html, context);
  const { mailingId, wrapping, reason } = await createMailing(
    needs,
    accountId,
    { ...mail, urls: prepared.urls, labels: prepared.labels },
    language,
  );
  const html = wrapping ? render(prepared, wrapping, mail.recipient) : mail.html;
  return { mailingId, html, report: prepared.report, reason };
}

/** Links of other tracking domains of this installation, such as those in a quoted mail, are left as they are. */
async function prepareMail(
  needs: SendingNeeds,
  accountId: string,
  html: string,
  context: WrapContext,
): Promise<PreparedMail> {
  const prepared = await needs.threads.run(accountId, { kind: 'prepare', html, context });
  if ('tooManyLinks' in prepared) throw tooManyLinks();
  if (context.trackingHosts !== undefined) return prepared;
  const hosts = new Set([...prepared.urls, ...behindScanners(prepared)].map(hostOf));
  const trackingHosts = await needs.registryOf(accountId).trackingHostsAmong([...hosts]);
  if (trackingHosts.length === 0) return prepared;
  return prepareMail(needs, accountId, html, { ...context, trackingHosts });
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
