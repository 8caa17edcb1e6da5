import { Copy } from '../base/copy.tsx';
import type { TranslateWords } from '../words/translator.ts';
import './record.css';

/** What of a domain's record is shown. */
interface ShownRecord {
  readonly name: string;
  readonly zone: string;
  readonly target: string;
  readonly zoneLine: string;
}

interface DnsRecordProps {
  readonly record: ShownRecord;
  /** Whether the record was found: then there is nothing to do. */
  readonly done: boolean;
  /** The level that its heading has on the page. */
  readonly level?: 2 | 3;
  readonly t: TranslateWords;
}

interface RowProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly t: TranslateWords;
}

function Row({ id, label, text, t }: RowProps) {
  return (
    <div class="cell">
      <dt>{label}</dt>
      <dd>
        <span class="mono" data-testid={`record-${id}`}>
          {text}
        </span>
        <Copy text={text} label={t('copy.copy')} copied={t('copy.copied')} name={t('copy.what', { what: label })} />
      </dd>
    </div>
  );
}

/** The CNAME record to create, split the way DNS panels ask for it, and as a whole. */
export function DnsRecord({ record, done, level = 3, t }: DnsRecordProps) {
  const Heading = `h${level}` as const;
  return (
    <section class="record" aria-labelledby="record-title" data-testid="record">
      <Heading id="record-title">{t(done ? 'record.done' : 'record.title')}</Heading>
      {!done && <p class="soft">{t('record.text', { zone: record.zone })}</p>}
      <dl>
        <div class="cell">
          <dt>{t('record.type')}</dt>
          <dd>
            <span class="mono">CNAME</span>
          </dd>
        </div>
        <Row id="name" label={t('record.name')} text={record.name} t={t} />
        <Row id="target" label={t('record.target')} text={record.target} t={t} />
        <Row id="line" label={t('record.line')} text={record.zoneLine} t={t} />
      </dl>
    </section>
  );
}
