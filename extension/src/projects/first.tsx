import { useSignal } from '@preact/signals';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { asErrorReport } from '../error-report.ts';
import { errorText, t } from '../i18n/pages.ts';
import { createProject } from './state.ts';

/** Shown while an account has no project: without one, nothing can be wrapped. */
export function FirstProject() {
  const name = useSignal('');
  const problem = useSignal<ReturnType<typeof errorText> | undefined>(undefined);
  const submit = (event: Event) => {
    event.preventDefault();
    return createProject(name.value.trim()).catch((error: unknown) => {
      problem.value = errorText(asErrorReport(error));
    });
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)} data-testid="first-project">
      <h2>{t('project.none.title')}</h2>
      <Field name="project" label={t('project.name')} hint={t('project.none.text')} value={name} />
      {problem.value && <Problem {...problem.value} />}
      <button type="submit" class="button primary" disabled={name.value.trim() === ''} data-testid="create-project">
        {t('project.create')}
      </button>
    </form>
  );
}
