import type { ComponentChildren } from 'preact';

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly children: ComponentChildren;
}

/** In place of a list that has nothing yet: what it is for and how to begin. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div class="empty" data-testid="empty">
      <strong>{title}</strong>
      <p class="soft">{text}</p>
      {children}
    </div>
  );
}
