import { Loading } from '@waymark/ui/base/loading.tsx';
import { useRoute } from 'preact-iso';
import { api } from '../api/client.ts';
import { useQuery } from '../api/use-query.ts';
import { moment, number, t } from '../i18n/t.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { Days } from './days.tsx';
import { Figure } from './figure.tsx';
import './mailings.css';

/** Figures change while the page is open. */
const everyMs = 5000;
const maxRows = 500;

/** One mailing: how often it was opened and clicked, on which days, and which links. */
export function MailingPage() {
  const { id: mailingId = '' } = useRoute().params;
  const found = useQuery(
    mailingId,
    async () => {
      const [mailing, links, days] = await Promise.all([
        api.mailings.get.query({ mailingId }),
        api.mailings.links.query({ mailingId, limit: maxRows }),
        api.mailings.daily.query({ mailingId, limit: maxRows }),
      ]);
      return { mailing, links: links.data.toSorted((a, b) => b.clicks - a.clicks), days: days.data };
    },
    { everyMs: () => everyMs },
  );
  if (found.data === undefined) {
    return (
      <Page title={t('mailing.name')}>
        {found.failure ? (
          <Failed failure={found.failure} onRetry={() => void found.reload()} />
        ) : (
          <Loading label={t('app.loading')} />
        )}
      </Page>
    );
  }
  const { mailing, links, days } = found.data;
  const figures = [
    ['mailing.opens', mailing.opens, mailing.uniqueOpens],
    ['mailing.clicks', mailing.clicks, mailing.uniqueClicks],
  ] as const;
  return (
    <Page title={mailing.name} text={`${t('mailing.sent')} ${moment(mailing.createdAt)}`}>
      {found.failure && <p class="notice wait">{t('app.stale')}</p>}
      <dl class="totals" data-testid="totals">
        {figures.map(([label, all, unique]) => (
          <div key={label} class="card">
            <dt class="soft">{t(label)}</dt>
            <dd>
              {number(all)} <span class="soft known">{t('mailing.unique', { count: unique })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t('mailing.counted')}</p>
      <Days days={days} />
      <section class="card" aria-labelledby="links">
        <h2 id="links">{t('remove.links')}</h2>
        {links.length === 0 ? (
          <p class="soft">{t('mailing.noLinks')}</p>
        ) : (
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('mailing.link')}</th>
                <th scope="col" class="figure-column">
                  {t('mailing.clicks')}
                </th>
              </tr>
            </thead>
            <tbody>
              {links.map(({ id, label, url, clicks, uniqueClicks }) => (
                <tr key={id}>
                  <th scope="row">
                    {label || t('mailing.noLabel')}
                    <p class="soft known url">{url}</p>
                  </th>
                  <Figure all={clicks} unique={uniqueClicks} />
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  );
}
