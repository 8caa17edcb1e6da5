import { moment, relative, t } from '../i18n/t.ts';
import { Figure } from '../mailings/figure.tsx';
import type { Mailing } from './load.ts';

/** The last mailings of all projects with their figures. */
export function LastMailings({ mailings }: { readonly mailings: readonly Mailing[] }) {
  return (
    <section class="card" aria-labelledby="mailings" data-testid="last-mailings">
      <h2 id="mailings">{t('overview.mailings')}</h2>
      {mailings.length === 0 ? (
        <p class="soft">{t('overview.mailings.none')}</p>
      ) : (
        <div class="scroll">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('mailing.name')}</th>
                <th scope="col" class="figure-column">
                  {t('mailing.opens')}
                </th>
                <th scope="col" class="figure-column">
                  {t('mailing.clicks')}
                </th>
                <th scope="col" class="medium-only">
                  {t('mailing.sent')}
                </th>
              </tr>
            </thead>
            <tbody>
              {mailings.map(({ id, name, opens, clicks, uniqueClicks, uniqueOpens, createdAt }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={`/mailings/${id}`}>{name}</a>
                  </th>
                  <Figure all={opens} unique={uniqueOpens} />
                  <Figure all={clicks} unique={uniqueClicks} />
                  <td class="medium-only">
                    <time dateTime={createdAt} title={moment(createdAt)}>
                      {relative(createdAt)}
                    </time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
