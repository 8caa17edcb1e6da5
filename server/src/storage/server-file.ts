import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Notes in the data folder where this server listens, for programs on this machine such as the demo; a disk that has no room
 * for the note is no reason not to start. Returns what removes the note.
 */
export function writeServerFile(dataFolder: string, url: string): () => void {
  const file = join(dataFolder, 'server.json');
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
    // Whoever waits for the note reads it the moment it is there.
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
  return () => rmSync(file, { force: true });
}
