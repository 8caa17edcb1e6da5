import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { useState } from 'preact/hooks';
import { api, type Outputs } from '../api/client.ts';
import { useQuery } from '../api/use-query.ts';
import { moment, relative, t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';

type Check = Outputs['domains']['history']['data'][number];

const pageLength = 10;

function Answers({ answers }: { readonly answers: Check['answers'] }) {
  if (answers.length === 0) return null;
  return (
    <details>
      <summary>{t('domain.history.answers')}</summary>
      <ul class="answers">
        {answers.map(({ server, role, kind, found }) => (
          <li key={server}>
            <span class="mono">{server}</span> <span class="soft">{t(`answer.${role}`)}</span>
            <br />
            {t(`answer.${kind}`, { found: found.join(', ') })}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The checks of a domain, newest first, each with what the servers answered. */
export function Timeline({ id, lastCheckAt }: { readonly id: string; readonly lastCheckAt: string | null }) {
  const [limit, setLimit] = useState(pageLength);
  // Asked again whenever the domain was checked.
  const checks = useQuery(`${id} ${lastCheckAt} ${limit}`, () => api.domains.history.query({ id, limit }));
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t('domain.history')}</h2>
      {checks.failure && <Failed failure={checks.failure} onRetry={() => void checks.reload()} />}
      {checks.data?.data.length === 0 && <p class="soft">{t('domain.history.empty')}</p>}
      <ol class="plain timeline" data-testid="timeline">
        {checks.data?.data.map((check) => (
          <li key={check.id} data-code={check.code}>
            <div class="timeline-top">
              <StatusChip state={check.status} text={t(`status.${check.status}`)} />
              <strong>{check.sentence?.title ?? check.code}</strong>
              <time class="soft" dateTime={check.at} title={moment(check.at)}>
                {relative(check.at)}
              </time>
            </div>
            {check.transient && <p class="soft">{t('domain.history.transient')}</p>}
            {check.sentence && <p class="soft">{check.sentence.explanation}</p>}
            <Answers answers={check.answers} />
          </li>
        ))}
      </ol>
      {checks.data?.nextCursor && limit < 500 && (
        <button type="button" class="button small more" onClick={() => setLimit(Math.min(500, limit * 5))}>
          {t('app.more')}
        </button>
      )}
    </section>
  );
}
