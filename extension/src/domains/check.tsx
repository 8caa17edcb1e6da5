import { useSignal } from '@preact/signals';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { asErrorReport } from '../error-report.ts';
import { ago, errorText, t } from '../i18n/pages.ts';
import type { Domain } from '../protocol.ts';
import { checkDomain } from './state.ts';

/** When a domain was last checked, and a button to do it now. */
export function Check({ domain }: { readonly domain: Domain }) {
  const busy = useSignal(false);
  const problem = useSignal<ReturnType<typeof errorText> | undefined>(undefined);
  const check = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    await checkDomain(domain.id).catch((error: unknown) => {
      problem.value = errorText(asErrorReport(error));
    });
    busy.value = false;
  };
  return (
    <div class="check">
      <span class="soft" aria-live="polite">
        {domain.lastCheckAt === null
          ? t('domains.neverChecked')
          : t('domains.checked', { when: ago(domain.lastCheckAt) })}
      </span>
      <button
        type="button"
        class="button small"
        aria-disabled={busy.value}
        onClick={() => void check()}
        data-testid="check-now"
      >
        {t(busy.value ? 'domains.checking' : 'domains.check')}
      </button>
      {problem.value && <Problem {...problem.value} />}
    </div>
  );
}
