import type { Signal } from '@preact/signals';
import './form.css';
import { useEffect, useRef } from 'preact/hooks';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: Signal<string>;
  readonly secret?: boolean;
  readonly inputMode?: 'url' | 'text';
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  readonly maxLength?: number;
  /** Whether what it holds was refused. */
  readonly isInvalid?: boolean;
}

/** A text field with its label and a hint that a screen reader connects to it. */
export function Field({
  name,
  label,
  hint,
  value,
  secret = false,
  inputMode,
  autocomplete = 'off',
  autofocus,
  maxLength,
  isInvalid = false,
}: FieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // A view that was opened to fill in one field puts the cursor there.
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, [autofocus]);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        {...(secret ? { type: 'password' } : { type: 'text' })}
        inputMode={inputMode}
        autocomplete={autocomplete}
        autocapitalize="off"
        spellcheck={false}
        ref={input}
        maxLength={maxLength}
        aria-invalid={isInvalid}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
        aria-describedby={`${name}-hint`}
        data-testid={`field-${name}`}
      />
      <p id={`${name}-hint`} class="soft hint">
        {hint}
      </p>
    </div>
  );
}
