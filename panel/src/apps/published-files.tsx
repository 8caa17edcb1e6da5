import { Problem } from '@waymark/ui/base/problem.tsx';
import { api, type Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useAction } from '../api/use-action.ts';
import { useQuery } from '../api/use-query.ts';
import { relative, t } from '../i18n/t.ts';

type Files = Outputs['apps']['files'];

function Seen({ checked }: { readonly checked: Files['checked'] }) {
  if (checked === null) return <p class="soft">{t('apps.neverSeen')}</p>;
  return (
    <>
      <p class="soft">
        {t('apps.seen', { when: relative(checked.at) })} {checked.outdated && t('apps.outdated')}
      </p>
      <ul class="plain places">
        {checked.places.map(({ place, url, finding, sentence }) => (
          <li key={place} data-testid="place" data-finding={finding}>
            <strong>{sentence.title}</strong>
            <p class="mono soft">{url}</p>
            <p class="soft">
              {sentence.explanation} {sentence.advice}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface PublishedFilesProps {
  readonly domainId: string;
  /** What the files are made of: they are asked for again when it changes. */
  readonly state: string;
}

/** Both association files: as they are served, and as they were seen from outside. */
export function PublishedFiles({ domainId, state }: PublishedFilesProps) {
  const files = useQuery(state, () => api.apps.files.query({ domainId }));
  const look = useAction(async () => files.set(await api.apps.checkFiles.mutate({ domainId })));
  if (files.data === undefined) return null;
  const { notServed, notice, checked } = files.data;
  return (
    <div class="published" aria-live="polite">
      <h3>{t('apps.files')}</h3>
      {notServed && (
        <div class="notice wait" data-testid="not-served">
          <strong>{notServed.title}</strong>
          <p>
            {notServed.explanation} {notServed.advice}
          </p>
        </div>
      )}
      {files.data.files.map(
        ({ system, text, paths }) =>
          text !== null && (
            <details key={system}>
              <summary>{paths.join(', ')}</summary>
              <pre class="mono">{text}</pre>
            </details>
          ),
      )}
      <p class="soft">{notice.explanation}</p>
      {notServed === null && (
        <>
          <Seen checked={checked} />
          {look.failure && <Problem {...look.failure} />}
          {mayEdit() && (
            <button
              type="button"
              class="button small"
              aria-disabled={look.isBusy}
              onClick={() => void look.run()}
              data-testid="check-files"
            >
              {t(look.isBusy ? 'apps.looking' : 'apps.look')}
            </button>
          )}
        </>
      )}
    </div>
  );
}
