import { Problem } from '@waymark/ui/base/problem.tsx';
import type { ShownError } from '../api/shown-error.ts';
import { t } from '../i18n/t.ts';

/** What could not be loaded, and a button to try again. */
export function Failed({ failure, onRetry }: { readonly failure: ShownError; readonly onRetry: () => void }) {
  return (
    <Problem title={failure.title} hint={failure.hint}>
      <button type="button" class="button small" onClick={onRetry} data-testid="retry">
        {t('app.retry')}
      </button>
    </Problem>
  );
}
