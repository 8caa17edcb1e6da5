import { t } from '../i18n/pages.ts';
import { chooseProject, chosenProject, projects } from './state.ts';

/** Chooses the member's current project. */
export function ProjectChooser() {
  return (
    <label class="chooser">
      <span class="soft">{t('project.label')}</span>
      <select
        value={chosenProject.value?.id}
        onChange={(event) => void chooseProject(event.currentTarget.value)}
        data-testid="project"
      >
        {projects.value?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
