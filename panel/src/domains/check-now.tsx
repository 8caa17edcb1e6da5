import { Problem } from '@waymark/ui/base/problem.tsx';
import { api, type Outputs } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

type Domain = Outputs['domains']['get'];

/** Checks a domain at once. */
export function CheckNow({
  domain: { id },
  onChecked,
}: {
  readonly domain: Domain;
  readonly onChecked: (domain: Domain) => void;
}) {
  const check = useAction(async () => onChecked(await api.domains.check.mutate({ id })));
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={check.isBusy}
        onClick={() => void check.run()}
        data-testid="check-now"
      >
        {t(check.isBusy ? 'domain.checking' : 'domain.check')}
      </button>
      {check.failure && <Problem {...check.failure} />}
    </>
  );
}
