import { t } from '../i18n/t.ts';
import { MailingRows } from '../mailings/mailing-rows.tsx';
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
            <MailingRows mailings={mailings} />
          </table>
        </div>
      )}
    </section>
  );
}
