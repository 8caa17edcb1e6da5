import type { ComponentChildren } from 'preact';

interface ProblemProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Says what went wrong and what to do; announced immediately by screen readers. */
export function Problem({ title, hint, children }: ProblemProps) {
  return (
    <div class="notice bad" role="alert" data-testid="problem">
      <p>{title}</p>
      {hint && <p class="soft">{hint}</p>}
      {children}
    </div>
  );
}
