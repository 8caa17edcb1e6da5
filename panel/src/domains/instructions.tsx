import { Copy } from '@waymark/ui/base/copy.tsx';
import type { Outputs } from '../api/client.ts';
import { t } from '../i18n/t.ts';

type Domain = Outputs['domains']['get'];

/** What to do at the DNS provider, step by step, and a text for the colleague who can. */
export function Instructions({ domain: { record, instructions } }: { readonly domain: Domain }) {
  const { provider, hints, colleague } = instructions;
  const { zone } = record;
  const mail = `mailto:?${new URLSearchParams({ subject: colleague.subject, body: colleague.text }).toString().replaceAll('+', '%20')}`;
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps">{t('domain.steps')}</h2>
      <ol class="steps">
        <li>
          {provider ? t('domain.step.provider', { provider: provider.name, zone }) : t('domain.step.open', { zone })}{' '}
          {provider?.panel && (
            <a href={provider.panel} target="_blank" rel="noreferrer">
              {t('domain.step.panel', { provider: provider.name })}
            </a>
          )}
        </li>
        <li>
          {t('domain.step.add')}
          {hints.length > 0 && (
            <ul class="hints">
              {hints.map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ul>
          )}
        </li>
        <li>{t('domain.step.wait')}</li>
      </ol>
      <div class="colleague">
        <h3>{t('domain.colleague')}</h3>
        <p class="soft">{t('domain.colleagueText')}</p>
        <div class="page-actions">
          <a class="button small" href={mail}>
            {t('domain.colleagueMail')}
          </a>
          <Copy
            text={`${colleague.subject}\n\n${colleague.text}`}
            label={t('domain.colleagueCopy')}
            copied={t('copy.copied')}
          />
        </div>
      </div>
    </section>
  );
}
