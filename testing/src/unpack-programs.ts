import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, programsFolder } from './find-program.ts';
import { declared, type ProgramName } from './programs.ts';

const [state, root, bin] = ['apt', 'root', 'bin'].map((name) => join(programsFolder, name)) as [string, string, string];
const archives = join(state, 'cache/archives');

/** Lets apt run without root: it knows what is installed, but writes only to our folder. */
const apt = (...args: string[]) =>
  run('apt-get', [
    ...['-o', `Dir::State::lists=${join(state, 'lists')}`, '-o', `Dir::Cache=${join(state, 'cache')}`],
    ...['-o', `Dir::State::extended_states=${join(state, 'extended_states')}`, '-o', 'Debug::NoLocking=true'],
    ...['-o', 'APT::Sandbox::User=', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', '-qq'],
    ...args,
  ]);

const run = (command: string, args: readonly string[], env?: Readonly<Record<string, string>>) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 600_000, env: { ...process.env, ...env } }).status === 0;

/** Whether this machine has Debian's packages. */
export function isDebian(): boolean {
  return existsSync('/etc/debian_version') && run('apt-get', ['--version']) && run('dpkg-deb', ['--version']);
}

/**
 * Downloads the Debian packages of these programs with dependencies that are not installed, and unpacks them into the
 * project's cache, without changing the system. `findProgram` then finds the programs that run from there.
 */
export function unpackPrograms(names: readonly ProgramName[]): void {
  for (const folder of [join(state, 'lists/partial'), join(archives, 'partial'), root, bin])
    mkdirSync(folder, { recursive: true });
  apt('update');
  for (const name of names)
    apt('install', '--download-only', '--reinstall', '-y', '--no-install-recommends', declared(name).package);
  for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb')))
    run('dpkg-deb', ['--extract', join(archives, file), root]);
  rmSync(state, { recursive: true });
  writeFileSync(join(root, 'fonts.conf'), fonts());
  const libraries = libraryFolders().join(':');
  for (const name of names) wrap(name, libraries);
}

/** Puts a script into `bin` that starts the unpacked program with its own libraries and files, if that works. */
function wrap(name: ProgramName, libraries: string): void {
  const { path, probe, files = {} } = declared(name);
  const places = path ? [path] : ['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((folder) => `${folder}/${name}`);
  const unpacked = places.map((place) => join(root, place)).find(isExecutable);
  if (unpacked === undefined) return;
  const variables = Object.entries(files).map(([variable, file]) => [variable, join(root, file)] as const);
  const env = { LD_LIBRARY_PATH: libraries, ...Object.fromEntries(variables) };
  if (!run(unpacked, probe, env)) return;
  const exports = Object.entries(env).map(([variable, value]) => `export ${variable}='${value}'`);
  const script = join(bin, name);
  writeFileSync(script, ['#!/bin/sh', ...exports, `exec '${unpacked}' "$@"`, ''].join('\n'));
  chmodSync(script, 0o755);
}

/** Debian links the default settings only when a package is installed. */
function fonts(): string {
  const folders = [join(root, 'usr/share/fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
  return `<fontconfig>${folders.join('')}<cachedir>${join(programsFolder, 'fonts')}</cachedir></fontconfig>\n`;
}

/** All folders below `root` that contain libraries. */
function libraryFolders(): string[] {
  const libraries = ['lib', 'usr/lib']
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => /^lib.*\.so(\.|$)/.test(entry.name));
  return [...new Set(libraries.map((entry) => entry.parentPath))];
}
