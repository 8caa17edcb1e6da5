import { Icon } from '@waymark/ui/base/icon.tsx';
import { useEffect } from 'preact/hooks';
import { SignIn } from '../../account/sign-in.tsx';
import { account, loadAccount, signOut } from '../../account/state.ts';
import { t } from '../../i18n/pages.ts';
import './welcome.css';

function Done() {
  const signedIn = account.value;
  if (typeof signedIn !== 'object') return null;
  return (
    <section class="done" data-testid="signed-in">
      <h2>{t('welcome.done.title')}</h2>
      <p>{t('welcome.done.text')}</p>
      <p class="soft">
        {t('account.signedInAs', { member: signedIn.member, name: signedIn.name })} · {signedIn.server}
      </p>
      <button type="button" class="button small" onClick={() => void signOut()}>
        {t('account.signOut')}
      </button>
    </section>
  );
}

/** The first page a member sees: what Waymark does, what it may see, and signing in. */
export function Welcome() {
  useEffect(() => void loadAccount(), []);
  return (
    <div class="sheet">
      <span class="brand">
        <Icon name="blaze" size={44} />
      </span>
      <h1>{t('welcome.title')}</h1>
      <p class="lead">{t('welcome.text')}</p>
      <ul class="promises soft">
        <li>
          <Icon name="wrap" /> {t('welcome.privacy')}
        </li>
        <li>
          <Icon name="wrap" /> {t('welcome.access')}
        </li>
      </ul>
      {account.value === 'nobody' && (
        <>
          <h2>{t('account.title')}</h2>
          <p class="soft">{t('account.text')}</p>
          <SignIn />
        </>
      )}
      <Done />
    </div>
  );
}
