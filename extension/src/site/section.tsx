import { useSignal } from '@preact/signals';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { asErrorReport } from '../error-report.ts';
import { FindingList } from '../findings/list.tsx';
import { needsAttention } from '../findings/mark.ts';
import { errorText, t } from '../i18n/pages.ts';
import type { PageState } from '../protocol.ts';
import './site.css';
import { always, hide, page, setAlways, showOnce, site } from './state.ts';

/** The popup has no room for a long list; the panel on the page shows all of it. */
const maxShown = 4;

function PageSummary({ links, editors }: PageState) {
  const attention = links.filter(({ mark }) => needsAttention(mark));
  if (editors.length === 0) return <p class="soft">{t('page.noEditor')}</p>;
  return (
    <>
      <p data-testid="page-summary">
        <b>{t('page.links', { count: links.length })}</b>
        {' · '}
        <span class={attention.length > 0 ? 'attention' : 'soft'}>
          {attention.length > 0 ? t('page.attention', { count: attention.length }) : t('page.fine')}
        </span>
      </p>
      {attention.length > 0 && (
        <ul class="found" aria-label={t('page.findings')} data-testid="page-findings">
          {attention.slice(0, maxShown).map(({ id, text, originalUrl, findings, mark }) => (
            <li key={`${id.frameId}/${id.index}`} class={mark}>
              <span class="name">{text || originalUrl}</span>
              <FindingList findings={findings.filter(({ severity }) => severity !== 'info')} />
            </li>
          ))}
        </ul>
      )}
      {attention.length > maxShown && <p class="soft">{t('page.more', { count: attention.length - maxShown })}</p>}
    </>
  );
}

/** What Waymark found on the active page, and whether it may run there. */
export function SiteSection() {
  const problem = useSignal<ReturnType<typeof errorText> | undefined>(undefined);
  const current = site.value;
  const showProblem = (error: unknown) => {
    problem.value = errorText(asErrorReport(error));
  };
  const show = () => showOnce().then(() => window.close(), showProblem);
  return (
    <section aria-labelledby="page-title" data-testid="site">
      <div class="heading">
        <h2 id="page-title">{t('page.title')}</h2>
        {page.value && (
          <button type="button" class="button bare small" onClick={() => void hide()} data-testid="hide-links">
            {t('page.hide')}
          </button>
        )}
      </div>
      {current === undefined ? (
        <p class="soft" data-testid="unreadable">
          {t('page.unreadable')}
        </p>
      ) : (
        <>
          {page.value && <PageSummary {...page.value} />}
          {page.value === undefined && (
            <button type="button" class="button primary wide" onClick={() => void show()} data-testid="show-links">
              {t('page.show')}
            </button>
          )}
          <label class="switch">
            <input
              type="checkbox"
              role="switch"
              aria-checked={always.value}
              checked={always.value}
              onChange={(event) => void setAlways(event.currentTarget.checked).catch(showProblem)}
              data-testid="always"
            />
            <span>{always.value ? t('page.alwaysOn', { site: current.host }) : t('page.always')}</span>
          </label>
        </>
      )}
      {problem.value && <Problem {...problem.value} />}
    </section>
  );
}
