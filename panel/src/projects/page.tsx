import { Empty } from '@waymark/ui/base/empty.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { api } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { NewProject } from './new-project.tsx';
import { ProjectCard } from './project-card.tsx';
import './projects.css';

/** More domains than anybody chooses from in a list. */
const maxDomains = 500;

/** The projects of the account: what each counts, and on which domain. */
export function ProjectsPage() {
  const projects = useQuery('projects', async () => {
    const [{ data }, domains] = await Promise.all([
      api.projects.list.query({ limit: 100 }),
      api.domains.list.query({ limit: maxDomains }),
    ]);
    return { all: data, domains: domains.data };
  });
  const found = projects.data;
  const reload = () => void projects.reload();
  return (
    <Page title={t('nav.projects')} text={t('projects.text')}>
      {mayEdit() && <NewProject onCreated={reload} />}
      {projects.failure && <Failed failure={projects.failure} onRetry={reload} />}
      {found === undefined && !projects.failure && <Loading label={t('app.loading')} />}
      {found?.all.length === 0 && (
        <Empty title={t('projects.empty.title')} text={t('projects.empty.text')}>
          {null}
        </Empty>
      )}
      <div class="projects">
        {found?.all.map((project) => (
          <ProjectCard key={project.id} project={project} domains={found.domains} onChanged={reload} />
        ))}
      </div>
    </Page>
  );
}
