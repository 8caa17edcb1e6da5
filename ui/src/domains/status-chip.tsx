import type { DomainState } from '@waymark/core';

/** The state of a domain as its word, with a colour and a shape of its own (see theme.css). */
export function StatusChip({ state, text }: { readonly state: DomainState; readonly text: string }) {
  return (
    <span class={`chip ${state}`} data-testid="status" data-state={state}>
      {text}
    </span>
  );
}
