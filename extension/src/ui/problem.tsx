import type { ComponentChildren } from 'preact';

interface ProblemProps {
  readonly title: string;
  readonly advice?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Says what went wrong and what to do; read out at once. */
export function Problem({ title, advice, children }: ProblemProps) {
  return (
    <div class="notice bad" role="alert" data-testid="problem">
      <p>{title}</p>
      {advice && <p class="soft">{advice}</p>}
      {children}
    </div>
  );
}
