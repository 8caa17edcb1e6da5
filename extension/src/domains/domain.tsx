import { useSignal } from '@preact/signals';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { DiagnosisNotice, LookAlikeNotice } from '@waymark/ui/domains/diagnosis.tsx';
import { HostName } from '@waymark/ui/domains/host-name.tsx';
import { Instructions } from '@waymark/ui/domains/instructions.tsx';
import { DnsRecord } from '@waymark/ui/domains/record.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { asErrorReport } from '../error-report.ts';
import { errorText, t } from '../i18n/pages.ts';
import { chosenProject } from '../projects/state.ts';
import type { Domain } from '../protocol.ts';
import { Check } from './check.tsx';
import { useForProject } from './state.ts';

function UseForProject({ domain }: { readonly domain: Domain }) {
  const problem = useSignal<ReturnType<typeof errorText> | undefined>(undefined);
  const project = chosenProject.value;
  if (project === undefined) return null;
  if (project.clickDomainId === domain.id) return null;
  const use = () =>
    useForProject(domain.id).catch((error: unknown) => {
      problem.value = errorText(asErrorReport(error));
    });
  return (
    <>
      <button type="button" class="button small wide" onClick={() => void use()} data-testid="use-for-project">
        {t('domains.use', { project: project.name })}
      </button>
      {problem.value && <Problem {...problem.value} />}
    </>
  );
}

/** One domain: its status and diagnosis, the record it needs, and what can be done with it. */
export function DomainView({ domain }: { readonly domain: Domain }) {
  const needsRecord = domain.diagnosis?.code !== 'loopback_only';
  const names = domain.projects.map(({ name }) => name).join(', ');
  return (
    <article class="domain" data-testid="domain-view">
      <div class="heading">
        <h2 class="name big" title={domain.unicode}>
          <HostName host={domain.unicode} />
        </h2>
        <StatusChip state={domain.state} text={t(`status.${domain.state}`)} />
      </div>
      <LookAlikeNotice sentence={domain.lookAlike} />
      <DiagnosisNotice domain={domain} />
      <Check domain={domain} />
      <p class="soft" data-testid="used-by">
        {names === '' ? t('domains.usedByNone') : t('domains.usedBy', { projects: names })}
      </p>
      <UseForProject domain={domain} />
      {needsRecord && <DnsRecord record={domain.record} done={domain.status === 'verified'} t={t} />}
      {needsRecord && domain.status !== 'verified' && <Instructions domain={domain} t={t} />}
    </article>
  );
}
