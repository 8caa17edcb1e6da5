import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { type MasterKey, masterKeyBytes, toMasterKey } from './cipher.ts';

const shape = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Master keys as text: 32 bytes each in base64, separated by commas, spaces or lines; lines with # are comments. Undefined: others. */
export function parseMasterKeys(text: string): MasterKey[] | undefined {
  const written = text
    .replace(/^\s*#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  if (!written.every((one) => shape.test(one))) return undefined;
  const keys = written.map((one) => Buffer.from(one, 'base64url'));
  return keys.every(({ length }) => length === masterKeyBytes) ? keys.map(toMasterKey) : undefined;
}

/** The keys in a file; none when there is no such file. Throws a sentence about one that cannot be used. */
export function readMasterKeyFile(file: string): MasterKey[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    if (code === 'ENOENT') return [];
    throw new Error(`The master key in ${file} cannot be read (${code}). Let this user read it.`, { cause: error });
  }
  const keys = parseMasterKeys(text);
  if (keys === undefined || keys.length === 0)
    throw new Error(
      `${file} holds no master key: 32 bytes in base64, on a line of their own. Put back the one that it held.`,
    );
  closeToOthers(file);
  return keys;
}

function closeToOthers(file: string): void {
  try {
    if (statSync(file).mode & 0o077) chmodSync(file, 0o600);
  } catch {
    // It belongs to somebody else, such as a secret that is mounted, or is on a disk that can only be read.
  }
}

/** Keys as their file has them. */
export function writtenKeys(keys: readonly MasterKey[]): string {
  const lines = keys.map(({ key }) => `${Buffer.from(key).toString('base64url')}\n`);
  return `# The master key of this installation: without it, nobody can read the secrets in its database.\n${lines.join('')}`;
}

/** Writes keys to a file that this user alone may read. It is there as a whole, also after a loss of power, or as it was. */
export function writeMasterKeyFile(file: string, keys: readonly MasterKey[]): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    const opened = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(opened, writtenKeys(keys));
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(unfinished, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    throw new Error(`The master key cannot be written to ${file} (${code}). Let this user write there.`, {
      cause: error,
    });
  }
}
