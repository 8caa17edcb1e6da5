import { useSignal } from '@preact/signals';
import { asErrorReport } from '../error-report.ts';
import { errorText, t } from '../i18n/pages.ts';
import { chosenProject } from '../projects/state.ts';
import type { Domain } from '../protocol.ts';
import { Problem } from '../ui/problem.tsx';
import { Check } from './check.tsx';
import { HostName } from './host-name.tsx';
import { Record } from './record.tsx';
import { useForProject } from './state.ts';
import { DiagnosisNotice, LookAlikeNotice, Status } from './status.tsx';

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
        <Status status={domain.status} />
      </div>
      <LookAlikeNotice sentence={domain.lookAlike} />
      <DiagnosisNotice status={domain.status} diagnosis={domain.diagnosis} />
      <Check domain={domain} />
      <p class="soft" data-testid="used-by">
        {names === '' ? t('domains.usedByNone') : t('domains.usedBy', { projects: names })}
      </p>
      <UseForProject domain={domain} />
      {needsRecord && <Record domain={domain} />}
    </article>
  );
}
