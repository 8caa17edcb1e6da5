import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Gives this process and those that it starts a temporary folder of their own, which ends with it, whatever they leave there. */
export function useOwnTemporaryFolder(): void {
  // `npm test` gave one to all that it starts, and vitest reads its settings more than once.
  if (basename(tmpdir()).startsWith('waymark-run-')) return;
  const folder = mkdtempSync(join(tmpdir(), 'waymark-run-'));
  // Node checks these in turn, depending on the system.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 }));
}
