import { t } from '../i18n/pages.ts';
import type { Diagnosis, Domain } from '../protocol.ts';
import { Chip } from '../ui/chip.tsx';

/** A domain's status as a chip. */
export function Status({ status }: { readonly status: Domain['status'] }) {
  return <Chip kind={status} text={t(`status.${status}`)} />;
}

const tones = { verified: '', pending: 'wait', not_verified: 'bad' } as const;
/** Diagnoses that need no action. */
const healthyCodes = ['ok', 'ok_chain'];

/** What to know about a domain whose name can be mistaken for another. */
export function LookAlikeNotice({ sentence }: { readonly sentence: Domain['lookAlike'] }) {
  if (sentence === null) return null;
  return (
    <div class="notice wait" data-testid="look-alike">
      <strong>{sentence.title}</strong>
      <p>{sentence.explanation}</p>
      <p>{sentence.advice}</p>
    </div>
  );
}

/** Why a domain has its status and what to change; renders nothing for a healthy domain. */
export function DiagnosisNotice({
  status,
  diagnosis,
}: {
  readonly status: Domain['status'];
  readonly diagnosis: Diagnosis | null;
}) {
  if (diagnosis === null || healthyCodes.includes(diagnosis.code)) return null;
  return (
    <div class={`notice ${tones[status]}`} data-testid="diagnosis" data-code={diagnosis.code}>
      <strong>{diagnosis.title}</strong>
      <p>{diagnosis.explanation}</p>
      {diagnosis.advice && <p>{diagnosis.advice}</p>}
    </div>
  );
}
