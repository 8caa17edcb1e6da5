import { t } from '../i18n/t.ts';
import { Page } from '../shell/page.tsx';

/** Where the links of the example lead. */
export function Arrived() {
  return (
    <Page title={t('arrived.title')}>
      <p>{t('arrived.text')}</p>
      <p>
        <a class="button" href="/">
          {t('app.nothing.back')}
        </a>
      </p>
    </Page>
  );
}
