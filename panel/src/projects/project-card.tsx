import { Problem } from '@waymark/ui/base/problem.tsx';
import { api, type Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

type Project = Outputs['projects']['list']['data'][number];
type Domain = Outputs['domains']['list']['data'][number];
type Change = Omit<Parameters<typeof api.projects.update.mutate>[0], 'id'>;

interface CardProps {
  readonly project: Project;
  readonly domains: readonly Domain[];
  readonly onChanged: () => void;
}

/** One project: its switches and its domain, changed at once. Everything here can be changed back. */
export function ProjectCard({ project, domains, onChanged }: CardProps) {
  const change = useAction(async (what: Change) => {
    await api.projects.update.mutate({ id: project.id, ...what });
    onChanged();
  });
  const isFixed = change.isBusy || !mayEdit();
  const set = (what: Change) => void change.run(what);
  const { clickDomainId, openDomainId } = project;
  const isSame = clickDomainId === openDomainId;
  const chosen = domains.find(({ id }) => id === clickDomainId);
  return (
    <section class="card" aria-labelledby={`${project.id}-name`} data-testid="project" data-name={project.name}>
      <h2 id={`${project.id}-name`} class="project-name">
        {project.name}
      </h2>
      <DomainChoice
        id={`${project.id}-clicks`}
        label={t(isSame ? 'projects.domain' : 'projects.clickDomain')}
        chosen={clickDomainId}
        domains={domains}
        isFixed={isFixed}
        onChoose={(id) => set(isSame ? { clickDomainId: id, openDomainId: id } : { clickDomainId: id })}
      />
      {!isSame && (
        <DomainChoice
          id={`${project.id}-opens`}
          label={t('projects.openDomain')}
          chosen={openDomainId}
          domains={domains}
          isFixed={isFixed}
          onChoose={(id) => set({ openDomainId: id })}
        />
      )}
      {chosen && chosen.status !== 'verified' && (
        <p class="notice wait">
          {t('projects.notVerified')} <a href={`/settings/domains/${chosen.id}`}>{chosen.unicode}</a>
        </p>
      )}
      {(['trackClicks', 'trackOpens'] as const).map((name) => (
        <label key={name} class="switch">
          <input
            type="checkbox"
            checked={project[name]}
            disabled={isFixed}
            onChange={({ currentTarget }) => set({ [name]: currentTarget.checked })}
            data-testid={name}
          />
          {t(`projects.${name}`)}
        </label>
      ))}
      {change.failure && <Problem {...change.failure} />}
    </section>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly chosen: string | null;
  readonly domains: readonly Domain[];
  readonly isFixed: boolean;
  readonly onChoose: (id: string | null) => void;
}

function DomainChoice({ id, label, chosen, domains, isFixed, onChoose }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen ?? ''}
        disabled={isFixed}
        onChange={({ currentTarget: { value } }) => onChoose(value || null)}
        data-testid="project-domain"
      >
        <option value="">{t('projects.noDomain')}</option>
        {domains.map((domain) => (
          <option key={domain.id} value={domain.id}>
            {domain.unicode}
          </option>
        ))}
      </select>
    </div>
  );
}
