import { Empty } from '@waymark/ui/base/empty.tsx';
import { t } from '../i18n/t.ts';
import { Page } from './page.tsx';

/** In place of a page that does not exist. */
export function Nothing() {
  return (
    <Page title={t('app.nothing.title')}>
      <Empty title={t('app.nothing.title')} text={t('app.nothing.text')}>
        <a class="button primary" href="/">
          {t('app.nothing.back')}
        </a>
      </Empty>
    </Page>
  );
}
