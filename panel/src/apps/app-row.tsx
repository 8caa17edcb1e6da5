import { useSignal } from '@preact/signals';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { useState } from 'preact/hooks';
import { api, type Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useAction } from '../api/use-action.ts';
import { day, t } from '../i18n/t.ts';

type App = Outputs['apps']['list']['apps'][number];

interface AppProps {
  readonly app: App;
  readonly onChanged: () => void;
}

function Confirm({ app, onChanged, onClose }: AppProps & { readonly onClose: () => void }) {
  const version = useSignal('');
  const confirm = useAction(async () => {
    await api.apps.confirm.mutate({ id: app.id, version: version.value.trim() });
    onClose();
    onChanged();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    void confirm.run();
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <Field
        name="version"
        label={t('apps.version')}
        hint={t('apps.versionHint')}
        value={version}
        maxLength={50}
        isInvalid={confirm.failure !== undefined}
        autofocus
      />
      {confirm.failure && <Problem {...confirm.failure} />}
      <div class="actions">
        <button type="button" class="button small" onClick={onClose}>
          {t('app.cancel')}
        </button>
        <button
          type="submit"
          class="button small primary"
          disabled={version.value.trim() === ''}
          aria-disabled={confirm.isBusy}
          data-testid="confirm-app"
        >
          {t('apps.confirm')}
        </button>
      </div>
    </form>
  );
}

/** One app: its name, what its team confirmed, and what can be done with it. Taking it away is asked about once more. */
export function AppRow({ app, onChanged }: AppProps) {
  const [asking, setAsking] = useState<'confirm' | 'remove' | undefined>(undefined);
  const close = () => setAsking(undefined);
  const act = useAction(async (what: 'remove' | 'unconfirm') => {
    await api.apps[what].mutate({ id: app.id });
    onChanged();
  });
  return (
    <li data-testid="app" data-app={app.app}>
      <p>
        <b class="mono app-name">{app.app}</b> <span class="soft">{t(`apps.${app.system}`)}</span>
      </p>
      <p class="soft">
        {app.confirmed
          ? t('apps.confirmed', { version: app.confirmed.version, date: day(app.confirmed.date) })
          : t('apps.notConfirmed')}
      </p>
      {act.failure && <Problem {...act.failure} />}
      {asking === 'confirm' && <Confirm app={app} onChanged={onChanged} onClose={close} />}
      {asking === 'remove' && (
        <div class="notice wait" role="alert">
          <p>{t('apps.removeText')}</p>
          <div class="actions">
            <button type="button" class="button small" onClick={close}>
              {t('app.cancel')}
            </button>
            <button
              type="button"
              class="button small danger"
              onClick={() => void act.run('remove')}
              data-testid="remove-app-final"
            >
              {t('apps.remove')}
            </button>
          </div>
        </div>
      )}
      {mayEdit() && asking === undefined && (
        <div class="page-actions">
          {app.confirmed ? (
            <button type="button" class="button bare small" onClick={() => void act.run('unconfirm')}>
              {t('apps.unconfirm')}
            </button>
          ) : (
            <button
              type="button"
              class="button bare small"
              onClick={() => setAsking('confirm')}
              data-testid="ask-confirm"
            >
              {t('apps.confirmAsk')}
            </button>
          )}
          <button type="button" class="button bare small" onClick={() => setAsking('remove')} data-testid="remove-app">
            {t('apps.remove')}
          </button>
        </div>
      )}
    </li>
  );
}
