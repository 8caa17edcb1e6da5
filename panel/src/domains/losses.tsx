import type { Outputs } from '../api/client.ts';
import { moment, number, t } from '../i18n/t.ts';

interface LossesProps {
  readonly id: string;
  readonly losses: Outputs['domains']['previewRemoval']['losses'];
}

/** What would be lost with a domain, in numbers, and its links to save. */
export function Losses({ id, losses }: LossesProps) {
  if (losses.links === 0) return <p>{t('remove.noLinks')}</p>;
  const figures = [
    ['remove.links', number(losses.links)],
    ['remove.mailings', number(losses.mailings)],
    ['remove.clicks', number(losses.clicksOfLast30Days)],
    ['remove.lastClick', losses.lastClickAt === null ? t('remove.noClick') : moment(losses.lastClickAt)],
  ] as const;
  return (
    <>
      <dl class="figures" data-testid="losses">
        {figures.map(([label, text]) => (
          <div key={label} class="figure">
            <dt>{t(label)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>{t('remove.explain')}</p>
      <a class="button csv" href={`/api/domains/${id}/links.csv`} download data-testid="links-csv">
        {t('remove.csv')}
      </a>
    </>
  );
}
