import {
  deepLinkQuestions,
  explainHtmlProblem,
  htmlProblem,
  type Language,
  type PreparedMail,
  type PreparedParts,
  type Report,
  type WrapContext,
} from '@waymark/core';
import { ApiError } from '../../rpc/api-error.ts';
import { hostOf } from '../judge-url.ts';
import { maxMailLength, tooManyLinks } from '../limits.ts';
import type { PartsToPrepare } from '../threads/tasks.ts';
import { isOfInterest, type SendingNeeds } from './create.ts';

/** The parts of a mail of a project, with how its sender wants them wrapped. */
export interface MailToPrepare {
  readonly projectId: string;
  readonly name: string;
  readonly parts: PartsToPrepare;
  readonly mergeTags?: WrapContext['mergeTags'] | undefined;
  readonly textLinks?: WrapContext['text'] | undefined;
}

type Prepared = PreparedParts & { readonly html: PreparedMail };

/** Reads the parts of a mail by the settings of its project. Throws mail_too_long, not_html, no_such_project, too_many_links, mail_too_complex, too_busy. */
export async function prepareParts(
  needs: SendingNeeds,
  accountId: string,
  { projectId, name, parts, mergeTags, textLinks }: MailToPrepare,
  language: Language,
): Promise<Prepared> {
  refuseWhatIsNoMail(parts, language);
  const project = await needs.registryOf(accountId).project(projectId, language);
  const { clickHost, origin, deepLinks, publicAppLinks } = project;
  const utm = clickHost === null ? null : project.utm;
  const context: WrapContext = {
    origin,
    pixelOrigin: project.pixelOrigin,
    trackingHost: clickHost ?? undefined,
    trackClicks: clickHost !== null,
    trackOpens: project.tracksOpens,
    text: textLinks,
    mergeTags,
    deepLinks,
    publicAppLinks,
    utm: utm ? { ...utm, names: { mailing: name, project: project.name } } : undefined,
    allowLocalHosts: needs.tryOut,
    secureLinks: origin.startsWith('https:'),
  };
  return prepareInThread(needs, accountId, { projectId, parts }, context);
}

/**
 * Links of other tracking domains of this installation, such as those in a quoted mail, are left as they are, and so are
 * those that would no longer open their app. Most mails have neither and are read once.
 */
async function prepareInThread(
  needs: SendingNeeds,
  accountId: string,
  { projectId, parts }: Pick<MailToPrepare, 'projectId' | 'parts'>,
  context: WrapContext,
): Promise<Prepared> {
  const prepareWith = async (rules: WrapContext) => {
    const prepared = await needs.threads.run(accountId, { kind: 'prepare', parts, context: rules });
    if ('tooManyLinks' in prepared) throw tooManyLinks();
    return prepared;
  };
  const prepared = await prepareWith(context);
  const registry = needs.registryOf(accountId);
  const reports = reportsOf(prepared);
  const hosts = new Set([...prepared.urls, ...reports.flatMap(behindScanners)].map(hostOf));
  const links = reports.flatMap((report) => report.links);
  const [trackingHosts, known] = await Promise.all([
    registry.trackingHostsAmong([...hosts]),
    context.trackClicks ? registry.deepLinks(projectId, deepLinkQuestions(links)) : [],
  ]);
  const outcomes = new Map(known.filter(isOfInterest).map(({ url, ...link }) => [url, link]));
  if (trackingHosts.length === 0 && outcomes.size === 0) return prepared;
  return prepareWith({ ...context, trackingHosts, outcomes });
}

function reportsOf({ html, text, amp }: PreparedParts): readonly Report[] {
  return [html, text, amp].flatMap((part) => part?.report ?? []);
}

/** Where links of scanners lead, as far as they say it themselves. */
function behindScanners({ links }: Report): readonly string[] {
  return links.flatMap(({ findings }) => findings.flatMap(({ details }) => details?.['target'] ?? []));
}

function refuseWhatIsNoMail(parts: PartsToPrepare, language: Language): void {
  for (const part of Object.values(parts))
    if (part.length > maxMailLength) throw new ApiError('mail_too_long', { limit: String(maxMailLength) });
  const problem = htmlProblem(parts.html);
  if (problem) throw new ApiError('not_html', { problem: explainHtmlProblem(problem, language) });
}
