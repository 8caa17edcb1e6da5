import { pause } from '../observability/pause.ts';

/** Delays requests until it is opened. */
export interface Gate {
  open(): void;
  close(): void;
  /** Runs an action at once if the gate is open, otherwise when it opens or the timeout ends. */
  pass(action: () => void): void;
}

/** Creates a closed gate. */
export function createGate(timeoutMs: number): Gate {
  let opened: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>();
  return {
    open() {
      opened?.resolve();
      opened = undefined;
    },
    close() {
      opened ??= Promise.withResolvers();
    },
    pass(action) {
      if (opened === undefined) action();
      else void pause(timeoutMs, opened.promise).then(action);
    },
  };
}
