import { useSignal } from '@preact/signals';
import { failureWords, t } from '../i18n/pages.ts';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { readServerAddress } from './address.ts';
import { signIn } from './state.ts';

interface Said {
  readonly title: string;
  readonly advice?: string;
}

/** Server address and key; each thing that can be wrong with them is said in a sentence. */
export function SignIn() {
  const server = useSignal('');
  const key = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<Said | undefined>(undefined);
  const insecure = readServerAddress(server.value)?.insecure ?? false;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const address = readServerAddress(server.value);
    if (address === undefined) problem.value = { title: t('account.notAnAddress') };
    else if (key.value.trim() === '') problem.value = { title: t('account.noKey') };
    else {
      busy.value = true;
      problem.value = undefined;
      const failure = await signIn({ server: address.origin, key: key.value.trim() });
      if (failure === 'not-allowed') problem.value = { title: t('account.notAllowed') };
      else if (failure) problem.value = failureWords(failure);
      busy.value = false;
    }
  }

  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate data-testid="sign-in">
      <Field
        name="server"
        label={t('account.server')}
        hint={t('account.serverHint')}
        value={server}
        inputMode="url"
        autocomplete="url"
      />
      {insecure && (
        <p class="notice wait" role="status" data-testid="insecure">
          {t('account.insecure')}
        </p>
      )}
      <Field name="key" label={t('account.key')} hint={t('account.keyHint')} value={key} secret />
      {problem.value && <Problem title={problem.value.title} advice={problem.value.advice} />}
      <button type="submit" class="button primary" disabled={busy.value} data-testid="sign-in-submit">
        {t(busy.value ? 'account.signingIn' : 'account.signIn')}
      </button>
      <p class="soft hint">{t('account.permissionHint')}</p>
    </form>
  );
}
