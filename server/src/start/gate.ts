import { pause } from '../observability/pause.ts';

/** Holds requests back for a while. */
export interface Gate {
  open(): void;
  close(): void;
  /** Does something at once, or when the gate is opened, or after the longest time that anybody is held. */
  pass(action: () => void): void;
}

/** A closed gate. */
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
