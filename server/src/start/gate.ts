/** Delays requests until it is opened. */
export interface Gate {
  open(): void;
  close(): void;
  /** Runs an action at once if the gate is open, otherwise when it opens or the timeout ends. */
  pass(action: () => void): void;
}

/** Creates a closed gate. */
export function createGate(timeoutMs: number): Gate {
  let isOpen = false;
  const held = new Set<() => void>();
  return {
    open() {
      isOpen = true;
      for (const release of held) release();
    },
    close() {
      isOpen = false;
    },
    pass(action) {
      if (isOpen) return action();
      const release = () => {
        clearTimeout(timer);
        held.delete(release);
        action();
      };
      const timer = setTimeout(release, timeoutMs);
      held.add(release);
    },
  };
}
