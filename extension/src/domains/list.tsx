import { Empty } from '@waymark/ui/base/empty.tsx';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { t } from '../i18n/pages.ts';
import { domains, projectDomain } from './state.ts';
import './domains.css';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';

interface ListProps {
  readonly onOpen: (id: string) => void;
  readonly onAdd: () => void;
}

/** All tracking domains of the account with their status. */
export function DomainList({ onOpen, onAdd }: ListProps) {
  const all = domains.value ?? [];
  return (
    <section aria-labelledby="domains-title">
      <div class="heading">
        <h2 id="domains-title">{t('domains.title')}</h2>
        {all.length > 0 && (
          <button
            type="button"
            class="button bare small"
            aria-label={t('domains.addLabel')}
            onClick={onAdd}
            data-testid="add"
          >
            <Icon name="plus" /> {t('domains.add')}
          </button>
        )}
      </div>
      {all.length === 0 ? (
        <Empty title={t('domains.empty.title')} text={t('domains.empty.text')}>
          <button type="button" class="button primary" onClick={onAdd} data-testid="add">
            {t('domains.addLabel')}
          </button>
        </Empty>
      ) : (
        <ul class="list" data-testid="domains">
          {all.map((domain) => (
            <li key={domain.id}>
              <button
                type="button"
                class={`row ${domain.id === projectDomain.value?.id ? 'used' : ''}`}
                onClick={() => onOpen(domain.id)}
                data-testid="domain"
                data-host={domain.host}
                data-status={domain.status}
              >
                <span class="name" title={domain.unicode}>
                  {domain.unicode}
                </span>
                <StatusChip state={domain.state} text={t(`status.${domain.state}`)} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
