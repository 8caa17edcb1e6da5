import { session } from '../api/session.ts';
import { t } from '../i18n/t.ts';
import { Page } from '../shell/page.tsx';

/** What there is to do and what happened lately. */
export function Overview() {
  return (
    <Page title={t('overview.title')}>
      <p>{session.value?.account.name}</p>
    </Page>
  );
}
