import { useSignal } from '@preact/signals';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { asErrorReport } from '../error-report.ts';
import { errorText, t } from '../i18n/pages.ts';
import { addDomain } from './state.ts';

interface AddProps {
  readonly onAdded: (id: string) => void;
  readonly onCancel: () => void;
}

/** The form for a new host name; when the server refuses it, its reason is shown. */
export function AddDomain({ onAdded, onCancel }: AddProps) {
  const host = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<ReturnType<typeof errorText> | undefined>(undefined);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      onAdded((await addDomain(host.value)).id);
    } catch (error) {
      problem.value = errorText(asErrorReport(error));
    }
    busy.value = false;
  }

  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate data-testid="add-domain">
      <h2>{t('domains.addLabel')}</h2>
      <Field
        name="host"
        label={t('domains.host')}
        hint={t('domains.hostHint')}
        value={host}
        inputMode="url"
        autofocus
      />
      {problem.value && <Problem {...problem.value} />}
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t('app.cancel')}
        </button>
        <button
          type="submit"
          class="button primary"
          disabled={host.value.trim() === ''}
          aria-disabled={busy.value}
          data-testid="add-submit"
        >
          {t(busy.value ? 'domains.adding' : 'domains.add')}
        </button>
      </div>
    </form>
  );
}
