import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/t.ts';

interface PageProps {
  /** The heading, and the title of the browser's tab. */
  readonly title: string;
  readonly heading?: ComponentChildren;
  readonly text?: string;
  /** Buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

let isFirst = true;

/** A page of the panel. When it is reached from another, focus moves to its heading, which a screen reader then reads. */
export function Page({ title, heading = title, text, actions, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) top.current?.focus();
    isFirst = false;
  }, []);
  return (
    <>
      <header class="page-top">
        <div class="page-title">
          <h1 ref={top} tabIndex={-1}>
            {heading}
          </h1>
          {text && <p class="soft">{text}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
