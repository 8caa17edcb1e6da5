import { signal } from '@preact/signals';
import { session } from '../../browser.ts';

/** What the window behind the toolbar icon shows to who is signed in. */
export type View = 'home' | 'add' | { readonly domain: string };

const key = 'popup.view';

export const view = signal<View>('home');

/** Shows a view, and remembers the open domain: the window closes with every click beside it. */
export function show(next: View): void {
  view.value = next;
  void session.set({ [key]: typeof next === 'object' ? next.domain : null });
}

/** Goes back to the domain that was open when the window was closed. */
export async function restoreView(): Promise<void> {
  const { [key]: domain } = await session.get(key);
  if (typeof domain === 'string') view.value = { domain };
}
