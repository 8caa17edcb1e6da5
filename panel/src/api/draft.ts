import { effect, type Signal, signal } from '@preact/signals';

/** Typed text that outlives a lost session, a reload and the back button, in this tab. Empty once it is set to ''. */
export function draft(name: string): Signal<string> {
  const key = `waymark.draft.${name}`;
  const text = signal(sessionStorage.getItem(key) ?? '');
  effect(() => {
    if (text.value === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text.value);
  });
  return text;
}
