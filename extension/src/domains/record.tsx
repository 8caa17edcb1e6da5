import { t } from '../i18n/pages.ts';
import type { Domain } from '../protocol.ts';
import { Copy } from '../ui/copy.tsx';

function Row({ label, text, id }: { readonly label: string; readonly text: string; readonly id: string }) {
  return (
    <div class="cell">
      <dt>{label}</dt>
      <dd>
        <span class="mono" data-testid={`record-${id}`}>
          {text}
        </span>
        <Copy text={text} label={t('app.copy')} copied={t('app.copied')} name={t('domains.copy', { what: label })} />
      </dd>
    </div>
  );
}

/** The CNAME record to create, split the way DNS panels ask for it, and as a line of a zone file. */
export function Record({ domain: { record, status } }: { readonly domain: Domain }) {
  const done = status === 'verified';
  return (
    <section class="record" aria-labelledby="record-title" data-testid="record">
      <h3 id="record-title">{t(done ? 'domains.recordDone' : 'domains.record')}</h3>
      {!done && <p class="soft">{t('domains.recordText', { zone: record.zone })}</p>}
      <dl>
        <div class="cell">
          <dt>{t('domains.recordType')}</dt>
          <dd>
            <span class="mono">CNAME</span>
          </dd>
        </div>
        <Row id="name" label={t('domains.recordName')} text={record.name} />
        <Row id="target" label={t('domains.recordTarget')} text={record.target} />
        <Row id="line" label={t('domains.recordLine')} text={record.zoneLine} />
      </dl>
    </section>
  );
}
