import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ProgramName } from './programs.ts';

/** The folder of programs unpacked for the tests, with their dependencies. */
export const programsFolder = join(import.meta.dirname, '../../node_modules/.cache/waymark/programs');

/** Debian installs servers in folders that are not in users' PATH. */
const serverFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The path of a program: installed, or else unpacked; undefined when there is neither. */
export function findProgram(name: ProgramName): string | undefined {
  const chosen = name === 'chromium' ? process.env['CHROMIUM'] : undefined;
  if (chosen) return chosen;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...serverFolders, join(programsFolder, 'bin')];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Whether this is an executable file. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
