import { useState } from 'preact/hooks';

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly copied: string;
  /** Announced by screen readers instead of the label, which may be the same on several buttons. */
  readonly name?: string;
}

/** Copies a text to the clipboard and confirms it until the pointer or focus leaves. */
export function Copy({ text, label, copied, name = label }: CopyProps) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
  };
  return (
    <button
      type="button"
      class="button bare"
      aria-label={done ? copied : name}
      onClick={() => void copy()}
      onBlur={() => setDone(false)}
      onMouseLeave={() => setDone(false)}
      data-testid="copy"
    >
      <span aria-live="polite">{done ? copied : label}</span>
    </button>
  );
}
