import { HostName } from '@waymark/ui/domains/host-name.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { t } from '../i18n/t.ts';
import type { OverviewData } from './load.ts';

interface AttentionProps {
  readonly domains: OverviewData['needLook'];
  /** How many there are in all. */
  readonly total: number;
}

/** Domains that are not as they should be, the most urgent first. */
export function Attention({ domains, total }: AttentionProps) {
  return (
    <section class="card" aria-labelledby="attention" data-testid="attention">
      <h2 id="attention">{t('overview.attention')}</h2>
      {domains.length === 0 && <p class="soft">{t('overview.attention.none')}</p>}
      <ul class="rows">
        {domains.map(({ id, unicode, state, diagnosis }) => (
          <li key={id}>
            <a href={`/settings/domains/${id}`}>
              <HostName host={unicode} />
            </a>
            <span class="soft">{diagnosis?.title}</span>
            <StatusChip state={state} text={t(`status.${state}`)} />
          </li>
        ))}
      </ul>
      {total > domains.length && (
        <a href="/settings/domains?order=newest_check">
          {t('overview.attention.all')} ({total})
        </a>
      )}
    </section>
  );
}
