import { useSignal } from '@preact/signals';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { errorText, t } from '../i18n/pages.ts';
import { readServerAddress } from './address.ts';
import { signIn } from './state.ts';

interface ProblemText {
  readonly title: string;
  readonly hint?: string;
}

interface SignInProps {
  /** The address that the form begins with. */
  readonly server?: string;
}

/** The form for server address and key, with a sentence for each mistake. */
export function SignIn({ server: known = '' }: SignInProps) {
  const server = useSignal(known);
  const key = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<ProblemText | undefined>(undefined);
  const insecure = readServerAddress(server.value)?.insecure ?? false;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    const address = readServerAddress(server.value);
    if (address === undefined) problem.value = { title: t('account.notAnAddress') };
    else if (key.value.trim() === '') problem.value = { title: t('account.noKey') };
    else {
      busy.value = true;
      problem.value = undefined;
      const failure = await signIn({ server: address.origin, key: key.value.trim() });
      if (failure === 'not-allowed') problem.value = { title: t('account.notAllowed') };
      else if (failure) problem.value = errorText(failure);
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
      {problem.value && <Problem title={problem.value.title} hint={problem.value.hint} />}
      <button type="submit" class="button primary" aria-disabled={busy.value} data-testid="sign-in-submit">
        {t(busy.value ? 'account.signingIn' : 'account.signIn')}
      </button>
      <p class="soft hint">{t('account.permissionHint')}</p>
    </form>
  );
}
