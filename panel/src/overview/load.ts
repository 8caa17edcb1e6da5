import { api, type Outputs } from '../api/client.ts';

type Domain = Outputs['domains']['list']['data'][number];
export type Mailing = Outputs['mailings']['list']['data'][number];

/** What there is to do until the first click is counted, in this order. */
export const steps = ['account', 'domain', 'verified', 'project', 'mailing', 'click'] as const;
export type Step = (typeof steps)[number];

/** Everything that the overview shows. */
export interface OverviewData {
  readonly done: Readonly<Record<Step, boolean>>;
  /** A domain that waits for its record, to lead to. */
  readonly unfinished: Domain | undefined;
  /** How many domains there are, how many of them need a look, and the first of those. */
  readonly total: number;
  readonly troubled: number;
  readonly needLook: readonly Domain[];
  readonly mailings: readonly Mailing[];
}

/** How many projects are asked for their last mailings, and how many mailings are shown. */
const maxProjects = 20;
const shownMailings = 5;
const shownDomains = 5;

/** Loads the overview; each part of it is true at this moment. */
export async function loadOverview(): Promise<OverviewData> {
  const domainsIn = (state: 'troubled' | 'not_verified' | 'pending') =>
    api.domains.list.query({ state, limit: shownDomains }).then(({ data }) => data);
  const [counts, projects, clicks, ...needLook] = await Promise.all([
    api.domains.counts.query(),
    api.projects.list.query({ limit: maxProjects }),
    api.events.list.query({ type: 'click', limit: 1 }),
    domainsIn('troubled'),
    domainsIn('not_verified'),
    domainsIn('pending'),
  ]);
  const mailings = (
    await Promise.all(projects.data.map(({ id }) => api.mailings.list.query({ projectId: id, limit: shownMailings })))
  ).flatMap(({ data }) => data);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [, notVerified, pending] = needLook;
  return {
    done: {
      account: true,
      domain: total > 0,
      verified: counts.verified + counts.troubled > 0,
      project: projects.data.some(({ clickDomainId }) => clickDomainId !== null),
      mailing: mailings.length > 0,
      click: clicks.data.length > 0,
    },
    unfinished: pending?.[0] ?? notVerified?.[0],
    total,
    troubled: counts.troubled + counts.not_verified + counts.pending,
    needLook: needLook.flat().slice(0, shownDomains),
    mailings: mailings.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)).slice(0, shownMailings),
  };
}

/** Whether clicks are counted, and nothing of what leads there is missing any more. */
export function isAllDone(done: OverviewData['done']): boolean {
  return steps.every((step) => done[step]);
}
