import type { DomainState } from '@waymark/core';

/** Sentences about a domain, in the reader's language. */
interface Sentences {
  readonly title: string;
  readonly explanation: string;
  readonly advice?: string | undefined;
}

interface Diagnosed {
  readonly state: DomainState;
  readonly diagnosis: (Sentences & { readonly code: string }) | null;
}

/** Diagnoses that there is nothing to say about. */
const healthyCodes: readonly string[] = ['ok', 'ok_chain'];

const tones = { waiting: '', verified: '', troubled: 'wait', pending: 'wait', not_verified: 'bad' } as const;

/** What to know about a domain whose name can be mistaken for another. */
export function LookAlikeNotice({ sentence }: { readonly sentence: Sentences | null }) {
  if (sentence === null) return null;
  return (
    <div class="notice wait" data-testid="look-alike">
      <strong>{sentence.title}</strong>
      <p>{sentence.explanation}</p>
      <p>{sentence.advice}</p>
    </div>
  );
}

/** Why a domain has its state and what to change; renders nothing for a healthy domain. */
export function DiagnosisNotice({ domain: { state, diagnosis } }: { readonly domain: Diagnosed }) {
  if (diagnosis === null || healthyCodes.includes(diagnosis.code)) return null;
  return (
    <div class={`notice ${tones[state]}`} data-testid="diagnosis" data-code={diagnosis.code}>
      <strong>{diagnosis.title}</strong>
      <p>{diagnosis.explanation}</p>
      {diagnosis.advice && <p>{diagnosis.advice}</p>}
    </div>
  );
}
