import { Empty } from '@waymark/ui/base/empty.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { useLocation } from 'preact-iso';
import { api } from '../api/client.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { MailingRows } from './mailing-rows.tsx';
import './mailings.css';

const pageLength = 50;
/** Figures change while the page is open. */
const everyMs = 10_000;

/** The mailings of a project, newest first; the address says of which one. */
export function MailingsPage() {
  const { query, route } = useLocation();
  const { after = '' } = query;
  const found = useQuery(
    `${query['project']} ${after}`,
    async () => {
      const { data: projects } = await api.projects.list.query({ limit: 100 });
      const project = projects.find(({ id }) => id === query['project']) ?? projects[0];
      const which = { limit: pageLength, ...(after && { cursor: after }) };
      return {
        projects,
        project,
        mailings: project && (await api.mailings.list.query({ projectId: project.id, ...which })),
      };
    },
    { everyMs: () => everyMs },
  );
  const { data } = found;
  const addressOf = (project: string, cursor = '') =>
    `/mailings?${new URLSearchParams({ project, ...(cursor && { after: cursor }) })}`;
  return (
    <Page title={t('nav.mailings')} text={t('mailings.text')}>
      {found.failure && <Failed failure={found.failure} onRetry={() => void found.reload()} />}
      {data === undefined && !found.failure && <Loading label={t('app.loading')} />}
      {data?.project && (
        <div class="field chooser">
          <label for="project">{t('mailings.project')}</label>
          <select
            id="project"
            value={data.project.id}
            onChange={({ currentTarget: { value } }) => route(addressOf(value))}
            data-testid="choose-project"
          >
            {data.projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {data && !data.mailings?.data.length && (
        <Empty title={t('mailings.empty.title')} text={t('overview.mailings.none')}>
          {null}
        </Empty>
      )}
      {data?.mailings && data.mailings.data.length > 0 && (
        <div class="frame">
          <table>
            <caption class="visually-hidden">{t('nav.mailings')}</caption>
            <MailingRows mailings={data.mailings.data} />
          </table>
        </div>
      )}
      {data?.project && data.mailings?.nextCursor && (
        <a class="button csv" href={addressOf(data.project.id, data.mailings.nextCursor)}>
          {t('app.more')}
        </a>
      )}
    </Page>
  );
}
