import { useSignal } from '@preact/signals';
import { Loading } from '@waymark/ui/base/loading.tsx';
import type { ComponentChildren } from 'preact';
import { loadSession, session } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { Failed } from './failed.tsx';
import { Nav } from './nav.tsx';
import { useOnline } from './online.ts';

/** The frame around every page: navigation, who is signed in, and whether the server can be reached. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { failure, reload } = useQuery('session', loadSession);
  const isOnline = useOnline();
  const isOpen = useSignal(false);
  return (
    <>
      <a class="skip" href="#content">
        {t('app.skip')}
      </a>
      <Nav isOpen={isOpen} />
      <main id="content" tabIndex={-1}>
        {!isOnline && (
          <p class="notice wait" role="status" data-testid="offline">
            {t('app.offline')}
          </p>
        )}
        {session.value ? (
          children
        ) : failure ? (
          <Failed failure={failure} onRetry={() => void reload()} />
        ) : (
          <Loading label={t('app.loading')} />
        )}
      </main>
    </>
  );
}
