import { useRef, useState } from 'preact/hooks';
import { leadToSignIn, type ShownError, shownErrorOf } from './shown-error.ts';

/** Something that a person does: at most once at a time, and with a reason when it fails. */
export interface Action<Args extends unknown[]> {
  readonly isBusy: boolean;
  readonly failure: ShownError | undefined;
  run(...args: Args): Promise<void>;
  forget(): void;
}

/** Wraps a call that changes something. A second press while it is under way does nothing. */
export function useAction<Args extends unknown[]>(act: (...args: Args) => Promise<void>): Action<Args> {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownError | undefined>(undefined);
  const underWay = useRef(false);
  async function run(...args: Args): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await act(...args);
    } catch (error) {
      const seen = shownErrorOf(error);
      if (!leadToSignIn(seen)) setFailure(seen);
    }
    underWay.current = false;
    setBusy(false);
  }
  return { isBusy, failure, run, forget: () => setFailure(undefined) };
}
