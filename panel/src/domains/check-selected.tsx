import { Problem } from '@waymark/ui/base/problem.tsx';
import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

interface CheckSelectedProps {
  readonly domains: readonly { readonly id: string }[];
  readonly onChecked: () => void;
}

/** Checks the selected domains one after the other. The server allows so many in a minute, and says when to go on. */
export function CheckSelected({ domains, onChecked }: CheckSelectedProps) {
  const [done, setDone] = useState(0);
  const check = useAction(async () => {
    try {
      for (const [index, { id }] of domains.entries()) {
        setDone(index);
        await api.domains.check.mutate({ id });
      }
    } finally {
      onChecked();
    }
  });
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={check.isBusy}
        onClick={() => void check.run()}
        data-testid="check-selected"
      >
        {check.isBusy
          ? t('domains.checkingSelected', { done, count: domains.length })
          : `${t('domains.checkSelected')} (${t('domains.selected', { count: domains.length })})`}
      </button>
      {check.failure && <Problem {...check.failure} />}
    </>
  );
}
