import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ProgramName } from './programs.ts';

/** Where programs that were unpacked for the tests lie, with everything they need. */
export const programsFolder = join(import.meta.dirname, '../../node_modules/.cache/waymark/programs');

/** Debian keeps servers where users' PATH does not lead. */
const serverFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The path of a program: the machine's own, or else the unpacked one; undefined when there is neither. */
export function findProgram(name: ProgramName): string | undefined {
  const chosen = name === 'chromium' ? process.env['CHROMIUM'] : undefined;
  if (chosen) return chosen;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...serverFolders, join(programsFolder, 'bin')];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Whether this is a file that may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
