import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** vitest's global set-up: whatever tests leave in the temporary folder lies in one of this run's own, which ends with it. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-'));
  // Node asks for these in turn, depending on the system.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
}
