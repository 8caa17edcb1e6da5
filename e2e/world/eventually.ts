import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a state: tries the assertion until it holds, and fails with its own message after `timeoutMs` ms. */
export async function eventually(assertion: () => void | Promise<void>, timeoutMs = 10_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(25);
    }
  }
}
