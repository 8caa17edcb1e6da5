import { Problem } from '@waymark/ui/base/problem.tsx';
import { api } from '../api/client.ts';
import { draft } from '../api/draft.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

const name = draft('new-project');
/** The API takes no longer name. */
const maxLength = 120;

/** Makes a project; the rest of it is set on its card. */
export function NewProject({ onCreated }: { readonly onCreated: () => void }) {
  const create = useAction(async () => {
    await api.projects.create.mutate({ name: name.value.trim() });
    name.value = '';
    onCreated();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    void create.run();
  };
  return (
    <form class="new-project" onSubmit={submit} noValidate>
      <label for="project-name">{t('projects.name')}</label>
      <input
        id="project-name"
        type="text"
        maxLength={maxLength}
        autocomplete="off"
        placeholder={t('projects.example')}
        value={name.value}
        onInput={({ currentTarget }) => {
          name.value = currentTarget.value;
        }}
        data-testid="project-name"
      />
      <button
        type="submit"
        class="button primary"
        disabled={create.isBusy || name.value.trim() === ''}
        data-testid="create-project"
      >
        {t('projects.create')}
      </button>
      {create.failure && <Problem {...create.failure} />}
    </form>
  );
}
