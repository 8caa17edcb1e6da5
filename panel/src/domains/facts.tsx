import type { Outputs } from '../api/client.ts';
import { moment, relative, t } from '../i18n/t.ts';

type Domain = Outputs['domains']['get'];

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** Everything else that is known of a domain. */
export function Facts({ domain }: { readonly domain: Domain }) {
  const names = domain.projects.map(({ name }) => name).join(', ');
  const isDue = Date.parse(domain.nextCheckAt) <= Date.now();
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{t('domain.facts')}</h2>
      <dl class="facts">
        <Fact label={t('domains.column.projects')} text={names || t('domains.noProjects')} />
        <Fact
          label={t('domains.column.checked')}
          text={domain.lastCheckAt === null ? t('domains.never') : relative(domain.lastCheckAt)}
        />
        <Fact label={t('domains.column.next')} text={relative(isDue ? new Date().toISOString() : domain.nextCheckAt)} />
        <Fact label={t('domains.column.certificate')} text={t(`certificate.${domain.certificate}`)} />
        <Fact label={t('domain.created')} text={moment(domain.createdAt)} />
        <Fact
          label={t('domain.since')}
          text={domain.verifiedAt === null ? t('domain.notSince') : moment(domain.verifiedAt)}
        />
      </dl>
    </section>
  );
}
