import { useState } from 'preact/hooks';
import type { Outputs } from '../api/client.ts';
import { t } from '../i18n/t.ts';
import { RemoveDialog } from './remove-dialog.tsx';

/** The way to remove a domain; a dialog asks twice. */
export function Removal({ domain }: { readonly domain: Outputs['domains']['get'] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="card" aria-labelledby="removal">
      <h2 id="removal">{t('domain.remove')}</h2>
      <p class="soft">{t('domain.removeText')}</p>
      <button type="button" class="button danger" onClick={() => setOpen(true)} data-testid="remove">
        {t('domain.remove')}
      </button>
      {isOpen && <RemoveDialog domain={domain} onClose={() => setOpen(false)} />}
    </section>
  );
}
