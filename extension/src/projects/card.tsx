import { DiagnosisNotice } from '@waymark/ui/domains/diagnosis.tsx';
import { HostName } from '@waymark/ui/domains/host-name.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { Check } from '../domains/check.tsx';
import { projectDomain } from '../domains/state.ts';
import { t } from '../i18n/pages.ts';
import { ProjectChooser } from './chooser.tsx';
import { chosenProject } from './state.ts';

/** The member's current project and the domain of its links. */
export function ProjectCard() {
  const project = chosenProject.value;
  if (project === undefined) return null;
  const domain = projectDomain.value;
  return (
    <section class="card" aria-label={t('project.trackingName', { project: project.name })} data-testid="project-card">
      <ProjectChooser />
      {domain ? (
        <>
          <div class="heading">
            <strong class="name big" title={domain.unicode}>
              <HostName host={domain.unicode} />
            </strong>
            <StatusChip state={domain.state} text={t(`status.${domain.state}`)} />
          </div>
          <DiagnosisNotice domain={domain} />
          <Check domain={domain} />
        </>
      ) : (
        <div class="notice" data-testid="no-domain">
          <strong>{t('project.noDomain.title')}</strong>
          <p>{t('project.noDomain.text')}</p>
        </div>
      )}
      {!project.trackClicks && <p class="notice">{t('project.clicksOff')}</p>}
    </section>
  );
}
