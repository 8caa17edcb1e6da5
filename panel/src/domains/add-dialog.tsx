import { Dialog } from '@waymark/ui/base/dialog.tsx';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { api, type Outputs } from '../api/client.ts';
import { draft } from '../api/draft.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

const host = draft('add-domain');

/** The example for somebody who entered the domain that they registered: a name below it. */
function belowDomain(typed: string): string | undefined {
  const name = typed.trim().toLowerCase();
  return /^[^\s./:]+\.[^\s./:]+$/.test(name) ? `click.${name}` : undefined;
}

interface AddDialogProps {
  readonly onAdded: (domain: Outputs['domains']['add']) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a new domain; when the server refuses it, its reason is shown beside it. */
export function AddDialog({ onAdded, onClose }: AddDialogProps) {
  const add = useAction(async () => {
    const domain = await api.domains.add.mutate({ host: host.value.trim() });
    host.value = '';
    onAdded(domain);
  });
  const suggestion = add.failure?.code === 'host_refused' ? belowDomain(host.value) : undefined;
  const take = () => {
    host.value = suggestion ?? '';
    add.forget();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void add.run();
  };
  return (
    <Dialog title={t('domains.addTitle')} closeLabel={t('app.close')} onClose={onClose}>
      <p class="soft">{t('domains.addText')}</p>
      <form class="form" onSubmit={submit} noValidate data-testid="add-domain">
        <Field
          name="host"
          label={t('domains.host')}
          hint={t('domains.hostHint')}
          value={host}
          inputMode="url"
          maxLength={1000}
          isInvalid={add.failure !== undefined}
          autofocus
        />
        {add.failure && (
          <Problem {...add.failure}>
            {suggestion && (
              <button type="button" class="button small" onClick={take} data-testid="suggestion">
                {t('domains.suggestion', { host: suggestion })}
              </button>
            )}
          </Problem>
        )}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          <button
            type="submit"
            class="button primary"
            disabled={add.isBusy || host.value.trim() === ''}
            data-testid="add-submit"
          >
            {t(add.isBusy ? 'domains.adding' : 'domains.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
