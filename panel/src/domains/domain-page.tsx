import { Loading } from '@waymark/ui/base/loading.tsx';
import { DiagnosisNotice, LookAlikeNotice } from '@waymark/ui/domains/diagnosis.tsx';
import { HostName } from '@waymark/ui/domains/host-name.tsx';
import { Instructions } from '@waymark/ui/domains/instructions.tsx';
import { DnsRecord } from '@waymark/ui/domains/record.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { useRoute } from 'preact-iso';
import { api, type Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { Apps } from '../apps/section.tsx';
import { t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { CheckNow } from './check-now.tsx';
import { Facts } from './facts.tsx';
import { Removal } from './removal.tsx';
import { Timeline } from './timeline.tsx';
import './domains.css';

type Domain = Outputs['domains']['get'];

/** A page that waits for DNS looks often, and another one now and then. */
const pauseOf = ({ state }: Domain) => (state === 'verified' ? 60_000 : 5000);

/** One tracking domain: what it needs, what is known of it, and what can be done with it. */
export function DomainPage() {
  const { id = '' } = useRoute().params;
  const domain = useQuery(id, () => api.domains.get.query({ id }), { everyMs: pauseOf });
  if (domain.data === undefined) {
    return (
      <Page title={t('domains.title')}>
        {domain.failure ? (
          <Failed failure={domain.failure} onRetry={() => void domain.reload()} />
        ) : (
          <Loading label={t('app.loading')} />
        )}
      </Page>
    );
  }
  return <DomainView domain={domain.data} onChange={domain.set} isStale={domain.failure !== undefined} />;
}

interface ViewProps {
  readonly domain: Domain;
  readonly isStale: boolean;
  readonly onChange: (domain: Domain) => void;
}

function DomainView({ domain, isStale, onChange }: ViewProps) {
  const isVerified = domain.state === 'verified';
  const needsRecord = domain.diagnosis?.code !== 'loopback_only';
  return (
    <Page
      title={domain.unicode}
      heading={<HostName host={domain.unicode} />}
      actions={mayEdit() && <CheckNow domain={domain} onChecked={onChange} />}
    >
      <div class="state-line" aria-live="polite">
        <StatusChip state={domain.state} text={t(`status.${domain.state}`)} />
        <span class="soft">{isVerified ? t('domain.verified') : t('domain.watching')}</span>
      </div>
      {isStale && <p class="notice wait">{t('app.stale')}</p>}
      <LookAlikeNotice sentence={domain.lookAlike} />
      <DiagnosisNotice domain={domain} />
      {domain.overdue && (
        <div class="notice wait">
          <p>{domain.overdue.explanation}</p>
        </div>
      )}
      <div class="columns">
        <div class="column">
          {needsRecord && (
            <div class="card">
              <DnsRecord level={2} record={domain.record} done={isVerified} t={t} />
            </div>
          )}
          {needsRecord && !isVerified && (
            <div class="card">
              <Instructions level={2} domain={domain} t={t} />
            </div>
          )}
          <Timeline id={domain.id} lastCheckAt={domain.lastCheckAt} />
        </div>
        <div class="column">
          <Facts domain={domain} />
          <Apps domain={domain} />
          {mayEdit() && <Removal domain={domain} />}
        </div>
      </div>
    </Page>
  );
}
