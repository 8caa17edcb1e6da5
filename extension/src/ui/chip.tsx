/** A short state with a coloured dot; `kind` names its style. */
export function Chip({ kind, text }: { readonly kind: string; readonly text: string }) {
  return (
    <span class={`chip ${kind}`} data-testid="status">
      {text}
    </span>
  );
}
