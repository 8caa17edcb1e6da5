import { useSignal } from '@preact/signals';
import { Dialog } from '@waymark/ui/base/dialog.tsx';
import { Field } from '@waymark/ui/base/field.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { useLocation } from 'preact-iso';
import { api, type Outputs } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Losses } from './losses.tsx';

interface RemoveDialogProps {
  readonly domain: Outputs['domains']['get'];
  readonly onClose: () => void;
}

/** First what would be lost, with the links to save; then the name to type. What the server would refuse ends at the first step. */
export function RemoveDialog({ domain: { id, host, unicode }, onClose }: RemoveDialogProps) {
  const preview = useQuery(id, () => api.domains.previewRemoval.query({ id }));
  const isLastStep = useSignal(false);
  const found = preview.data;
  const first = () => {
    if (preview.isLoading && !isLastStep.value) return <Loading label={t('remove.looking')} />;
    if (preview.failure) return <Failed failure={preview.failure} onRetry={() => void preview.reload()} />;
    if (found === undefined) return null;
    return (
      <>
        <Losses id={id} losses={found.losses} />
        {found.refusal && <Problem title={found.refusal.explanation} hint={found.refusal.advice} />}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          {found.refusal ? (
            <button type="button" class="button" onClick={() => void preview.reload()} data-testid="look-again">
              {t('remove.again')}
            </button>
          ) : (
            <button
              type="button"
              class="button danger"
              onClick={() => {
                isLastStep.value = true;
              }}
              data-testid="remove-next"
            >
              {t('remove.next')}
            </button>
          )}
        </div>
      </>
    );
  };
  return (
    <Dialog title={t('remove.title', { host: unicode })} closeLabel={t('app.close')} onClose={onClose}>
      {isLastStep.value ? <LastStep id={id} host={host} unicode={unicode} onClose={onClose} /> : first()}
    </Dialog>
  );
}

interface LastStepProps {
  readonly id: string;
  readonly host: string;
  readonly unicode: string;
  readonly onClose: () => void;
}

function LastStep({ id, host, unicode, onClose }: LastStepProps) {
  const { route } = useLocation();
  const typed = useSignal('');
  const remove = useAction(async () => {
    await api.domains.remove.mutate({ id, host: typed.value.trim() });
    route('/settings/domains', true);
  });
  const isSame = [host, unicode].includes(typed.value.trim().toLowerCase());
  const submit = (event: Event) => {
    event.preventDefault();
    if (isSame) void remove.run();
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <p>{t('remove.explain')}</p>
      <Field
        name="confirm"
        label={t('remove.confirm')}
        hint={t('remove.confirmHint', { host: unicode })}
        value={typed}
        autofocus
      />
      {remove.failure && <Problem {...remove.failure} />}
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {t('app.cancel')}
        </button>
        <button type="submit" class="button danger" disabled={!isSame || remove.isBusy} data-testid="remove-final">
          {t(remove.isBusy ? 'remove.removing' : 'remove.final')}
        </button>
      </div>
    </form>
  );
}
