import { Loading } from '@waymark/ui/base/loading.tsx';
import { mayEdit, session } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { Attention } from './attention.tsx';
import { Checklist } from './checklist.tsx';
import { LastMailings } from './last-mailings.tsx';
import { isAllDone, loadOverview } from './load.ts';
import { isOnThisMachine, TryOut } from './try-out.tsx';
import './overview.css';

/** While something is still to do it may be done elsewhere at any moment. */
const everyMs = 5000;

/** What is left to do until clicks are counted, what needs a look, and the last mailings. */
export function Overview() {
  const overview = useQuery('overview', loadOverview, { everyMs: () => everyMs });
  const name = session.value?.member?.name;
  const found = overview.data;
  const heading = name === undefined ? t('overview.title') : t('overview.welcome', { name });
  if (found === undefined) {
    return (
      <Page title={t('overview.title')} heading={heading}>
        {overview.failure ? (
          <Failed failure={overview.failure} onRetry={() => void overview.reload()} />
        ) : (
          <Loading label={t('app.loading')} />
        )}
      </Page>
    );
  }
  const isNew = !isAllDone(found.done);
  return (
    <Page title={t('overview.title')} heading={heading}>
      {overview.failure && <p class="notice wait">{t('app.stale')}</p>}
      {isNew && (
        <div class="begin">
          <Checklist done={found.done} unfinished={found.unfinished} />
          {isOnThisMachine && mayEdit() && <TryOut onChange={() => void overview.reload()} />}
        </div>
      )}
      {found.total > 0 && <Attention domains={found.needLook} total={found.troubled} />}
      <LastMailings mailings={found.mailings} />
    </Page>
  );
}
