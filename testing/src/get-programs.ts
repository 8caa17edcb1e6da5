import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';
import { declared, type ProgramName, programNames } from './programs.ts';
import { isDebian, unpackPrograms } from './unpack-programs.ts';

/** Installs missing programs where possible, announcing each step; returns the ones still missing. */
export function getPrograms(): ProgramName[] {
  let missing = missingPrograms();
  if (missing.length === 0 || !isDebian()) return missing;

  console.log(`Missing: ${listed(missing)}. Unpacking them into node_modules/.cache; nothing is installed.`);
  unpackPrograms(missing);
  missing = missingPrograms();
  const command = installCommand();
  if (missing.length === 0 || !command) return missing;

  console.log(`Cannot run unpacked: ${listed(missing)}. Installing with ${command.join(' ')}.`);
  install(command, [...new Set(missing.map((name) => declared(name).package))]);
  return missingPrograms();
}

const missingPrograms = () => programNames.filter((name) => findProgram(name) === undefined);

const listed = (names: readonly ProgramName[]) => names.map((name) => `${name} (${declared(name).package})`).join(', ');

/** How this user may install packages; undefined if they may not, or only with a password. */
function installCommand(): string[] | undefined {
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}

function install([program = '', ...args]: readonly string[], packages: readonly string[]): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync(program, [...args, 'update', '-qq'], options);
  // One at a time, so that a package unavailable on this system does not block the others.
  for (const name of packages)
    spawnSync(program, [...args, 'install', '-y', '-qq', '--no-install-recommends', name], options);
}
