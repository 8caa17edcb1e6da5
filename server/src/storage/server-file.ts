import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes to the data folder where this server listens, for programs on this machine such as the demo. A full disk is no
 * reason not to start. Returns a function that deletes the file.
 */
export function writeServerFile(dataFolder: string, url: string): () => void {
  const file = join(dataFolder, 'server.json');
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
    // Renamed into place, because programs that wait for the file read it as soon as it appears.
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
  return () => rmSync(file, { force: true });
}
