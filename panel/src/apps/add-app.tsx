import { useSignal } from '@preact/signals';
import { Dialog } from '@waymark/ui/base/dialog.tsx';
import { Field } from '@waymark/ui/base/field.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { api } from '../api/client.ts';
import { draft } from '../api/draft.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../i18n/t.ts';

const teamId = draft('app-team-id');
const bundleId = draft('app-bundle-id');
const packageName = draft('app-package-name');
const fingerprints = draft('app-fingerprints');
const drafts = [teamId, bundleId, packageName, fingerprints];

interface AddAppProps {
  readonly domainId: string;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

/** Certificates as openssl, keytool or apksigner print them: several lines, which a field of one line would run together. */
function Fingerprints() {
  return (
    <div class="field">
      <label for="fingerprints">{t('apps.fingerprints')}</label>
      <textarea
        id="fingerprints"
        class="mono"
        rows={4}
        spellcheck={false}
        value={fingerprints.value}
        onInput={(event) => {
          fingerprints.value = event.currentTarget.value;
        }}
        aria-describedby="fingerprints-hint"
        data-testid="field-fingerprints"
      />
      <p id="fingerprints-hint" class="soft hint">
        {t('apps.fingerprintsHint')}
      </p>
    </div>
  );
}

function IosFields({ isInvalid }: { readonly isInvalid: boolean }) {
  return (
    <>
      <Field
        name="team-id"
        label={t('apps.teamId')}
        hint={t('apps.teamIdHint')}
        value={teamId}
        isInvalid={isInvalid}
        autofocus
      />
      <Field
        name="bundle-id"
        label={t('apps.bundleId')}
        hint={t('apps.bundleIdHint')}
        value={bundleId}
        isInvalid={isInvalid}
      />
    </>
  );
}

/** Asks which app opens links of the domain. The server refuses what is no such name, and says what one looks like. */
export function AddApp({ domainId, onAdded, onClose }: AddAppProps) {
  const system = useSignal<'ios' | 'android'>('ios');
  const add = useAction(async () => {
    const app =
      system.value === 'ios'
        ? { system: 'ios' as const, teamId: teamId.value.trim(), bundleId: bundleId.value.trim() }
        : { system: 'android' as const, packageName: packageName.value.trim(), fingerprints: [fingerprints.value] };
    await api.apps.add.mutate({ domainId, app });
    for (const text of drafts) text.value = '';
    onAdded();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    void add.run();
  };
  const isInvalid = add.failure !== undefined;
  return (
    <Dialog title={t('apps.add')} closeLabel={t('app.close')} onClose={onClose}>
      <form class="form" onSubmit={submit} noValidate data-testid="add-app-form">
        <fieldset class="systems">
          <legend>{t('apps.system')}</legend>
          {(['ios', 'android'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="system"
                value={one}
                checked={system.value === one}
                onChange={() => {
                  system.value = one;
                  add.forget();
                }}
                data-testid={`system-${one}`}
              />{' '}
              {t(`apps.${one}`)}
            </label>
          ))}
        </fieldset>
        {system.value === 'ios' ? (
          <IosFields isInvalid={isInvalid} />
        ) : (
          <>
            <Field
              name="package-name"
              label={t('apps.packageName')}
              hint={t('apps.packageNameHint')}
              value={packageName}
              isInvalid={isInvalid}
              autofocus
            />
            <Fingerprints />
          </>
        )}
        {add.failure && <Problem {...add.failure} />}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="button primary" aria-disabled={add.isBusy} data-testid="add-app-submit">
            {t('apps.addSubmit')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
