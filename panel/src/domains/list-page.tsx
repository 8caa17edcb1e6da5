import { Empty } from '@waymark/ui/base/empty.tsx';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { useLocation } from 'preact-iso';
import { api } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { AddDialog } from './add-dialog.tsx';
import { addressOf, askedBy, changed, isNarrowed } from './list-query.ts';
import { DomainTable } from './table.tsx';
import { Toolbar } from './toolbar.tsx';
import './domains.css';

/** How often the list looks for what checks have changed. */
const everyMs = 15_000;

/** Settings → Tracking domains. What is searched for, and the open dialog, stand in the address. */
export function DomainListPage() {
  const { query, route } = useLocation();
  const asked = askedBy(query);
  const list = useQuery(addressOf({ ...asked, isAdding: false }), () => api.domains.list.query(asked.input), {
    everyMs: () => everyMs,
  });
  const counts = useQuery('counts', () => api.domains.counts.query(), { everyMs: () => everyMs });
  const go = (to: Partial<typeof asked>, replace = false) => route(addressOf({ ...asked, ...to }), replace);
  const total = counts.data && Object.values(counts.data).reduce((sum, count) => sum + count, 0);

  const openDialog = () => go({ isAdding: true });
  const addButton = mayEdit() && (
    <button type="button" class="button primary" onClick={openDialog} data-testid="add">
      <Icon name="plus" /> {t('domains.add')}
    </button>
  );
  const content = () => {
    if (list.data === undefined) {
      if (list.failure) return <Failed failure={list.failure} onRetry={() => void list.reload()} />;
      return <Loading label={t('app.loading')} />;
    }
    if (total === 0)
      return (
        <Empty title={t('domains.empty.title')} text={t('domains.empty.text')}>
          {addButton}
        </Empty>
      );
    return (
      <>
        <Toolbar asked={asked} counts={counts.data} onChange={(input) => go(changed(asked, input), true)} />
        {list.failure && <Failed failure={list.failure} onRetry={() => void list.reload()} />}
        {list.data.data.length === 0 ? (
          <Empty title={t('domains.none.title')} text={t('domains.none.text')}>
            <a class="button" href="/settings/domains">
              {t('domains.none.clear')}
            </a>
          </Empty>
        ) : (
          <DomainTable
            domains={list.data.data}
            next={list.data.nextCursor && addressOf(changed(asked, { cursor: list.data.nextCursor }))}
            isNarrowed={isNarrowed(asked)}
            onChecked={() => void Promise.all([list.reload(), counts.reload()])}
          />
        )}
      </>
    );
  };
  return (
    <Page
      title={t('domains.title')}
      text={t('domains.text')}
      actions={
        total !== undefined &&
        total > 0 && (
          <>
            <a class="button" href="/api/domains.csv" download>
              {t('domains.csv')}
            </a>
            {addButton}
          </>
        )
      }
    >
      {content()}
      {asked.isAdding && mayEdit() && (
        <AddDialog
          onClose={() => go({ isAdding: false }, true)}
          onAdded={({ id }) => route(`/settings/domains/${id}`, true)}
        />
      )}
    </Page>
  );
}
