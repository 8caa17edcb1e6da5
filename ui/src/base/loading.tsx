/** Grey bars where content is about to be. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <div class="loading" role="status" aria-label={label} data-testid="loading">
      <span />
      <span />
      <span />
    </div>
  );
}
