import { useState } from 'preact/hooks';
import { api, type Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { AddApp } from './add-app.tsx';
import { AppRow } from './app-row.tsx';
import { PublishedFiles } from './published-files.tsx';
import './apps.css';

/** The apps that open links of a domain, what their teams confirmed, and the files that name them. */
export function Apps({ domain: { id, verifiedAt } }: { readonly domain: Outputs['domains']['get'] }) {
  const [isAdding, setAdding] = useState(false);
  const apps = useQuery(id, () => api.apps.list.query({ domainId: id }));
  const listed = apps.data?.apps ?? [];
  const changed = () => {
    setAdding(false);
    void apps.reload();
  };
  // Asked again when an app changes, since the files change with it.
  const state = JSON.stringify([id, verifiedAt, listed.map((app) => [app.id, app.confirmed])]);
  return (
    <section class="card" aria-labelledby="apps" data-testid="apps">
      <h2 id="apps">{t('apps.title')}</h2>
      <p class="soft">{t('apps.text')}</p>
      {apps.failure && <Failed failure={apps.failure} onRetry={() => void apps.reload()} />}
      {apps.data && listed.length === 0 && <p>{t('apps.none')}</p>}
      {listed.length > 0 && (
        <ul class="plain apps">
          {listed.map((app) => (
            <AppRow key={app.id} app={app} onChanged={changed} />
          ))}
        </ul>
      )}
      {mayEdit() && (
        <button type="button" class="button small" onClick={() => setAdding(true)} data-testid="add-app">
          {t('apps.add')}
        </button>
      )}
      {listed.length > 0 && <PublishedFiles domainId={id} state={state} />}
      {isAdding && <AddApp domainId={id} onAdded={changed} onClose={() => setAdding(false)} />}
    </section>
  );
}
