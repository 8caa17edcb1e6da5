import type { Outputs } from '../api/client.ts';
import { moment, relative, t } from '../i18n/t.ts';
import { Figure } from './figure.tsx';

interface MailingRowsProps {
  readonly mailings: readonly Outputs['mailings']['list']['data'][number][];
}

/** Head and body of a table of mailings: each with its figures and when it was registered. */
export function MailingRows({ mailings }: MailingRowsProps) {
  return (
    <>
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
        {mailings.map(({ id, name, opens, uniqueOpens, clicks, uniqueClicks, createdAt }) => (
          <tr key={id} data-testid="mailing">
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
    </>
  );
}
