import { number, t } from '../i18n/t.ts';

/** How often, and by how many people. */
export function Figure({ all, unique }: { readonly all: number; readonly unique: number }) {
  return (
    <td class="figure-column">
      {number(all)}
      {unique > 0 && <p class="soft known">{t('mailing.unique', { count: unique })}</p>}
    </td>
  );
}
