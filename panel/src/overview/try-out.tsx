import { Problem } from '@waymark/ui/base/problem.tsx';
import { api } from '../api/client.ts';
import { draft } from '../api/draft.ts';
import { useAction } from '../api/use-action.ts';
import { useQuery } from '../api/use-query.ts';
import { t } from '../i18n/t.ts';
import { type Example, makeExample } from './make-example.ts';

/** Whether this server is tried out: only then names below .localhost can be tracking domains. */
export const isOnThisMachine = /^(?:.+\.)?localhost$|^127\.0\.0\.1$|^\[::1\]$/.test(location.hostname);

/** The example of this tab, so that it is still there after a link of it was followed in the same tab. */
const kept = draft('example');

/** How often it is looked whether the click was counted. */
const everyMs = 1000;

/** An example on this machine: made with one click, clicked with the second, counted before the third. */
export function TryOut({ onChange }: { readonly onChange: () => void }) {
  const make = useAction(async () => {
    kept.value = JSON.stringify(await makeExample());
    onChange();
  });
  const example = kept.value === '' ? undefined : (JSON.parse(kept.value) as Example);
  return (
    <section class="card" aria-labelledby="tryout" data-testid="try-out">
      <h2 id="tryout">{t('tryout.title')}</h2>
      {example ? (
        <ExampleLinks example={example} />
      ) : (
        <>
          <p class="soft">{t('tryout.text')}</p>
          <button
            type="button"
            class="button"
            disabled={make.isBusy}
            onClick={() => void make.run()}
            data-testid="make-example"
          >
            {t(make.isBusy ? 'tryout.starting' : 'tryout.start')}
          </button>
        </>
      )}
      {make.failure && <Problem {...make.failure} />}
    </section>
  );
}

function ExampleLinks({ example: { mailingId, links } }: { readonly example: Example }) {
  const figures = useQuery(mailingId, () => api.mailings.get.query({ mailingId }), { everyMs: () => everyMs });
  const clicks = figures.data?.clicks ?? 0;
  return (
    <>
      <p>{t('tryout.ready', { count: links.length })}</p>
      <ul class="example">
        {links.map(({ label, href }) => (
          <li key={href} class="example-link">
            <a href={href} target="_blank" rel="noreferrer" data-testid="example-link">
              {label}
            </a>
            <span class="mono soft">{href}</span>
          </li>
        ))}
      </ul>
      <p class={clicks > 0 ? 'notice good' : 'soft'} role="status" data-testid="example-clicks">
        {clicks > 0 ? t('tryout.counted', { count: clicks }) : t('tryout.waiting')}
      </p>
    </>
  );
}
