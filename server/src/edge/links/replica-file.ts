import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { EntityKind } from './entities.ts';
import { schema, statements, upgrades, version, writesOf } from './replica-tables.ts';

/** SQLite's result codes for a file that another process has open, that is damaged, and that is no database. */
const [busy, corrupt, notADatabase] = [5, 11, 26];

/** SQLite's name for files that are not locked. */
const withoutLocks = process.platform === 'win32' ? 'win32-none' : 'unix-none';

/** An open file with its prepared statements. */
export interface ReplicaFile {
  readonly database: DatabaseSync;
  /** As its last writer recorded it. */
  readonly progress: string | undefined;
  readonly statements: { readonly [Name in keyof typeof statements]: StatementSync };
  readonly writes: {
    readonly [Table in EntityKind]: { readonly [Name in keyof ReturnType<typeof writesOf>]: StatementSync };
  };
}

/**
 * Opens the file of a replica for this process alone, or creates a new one if there is none or it is damaged or of an
 * unknown version. `:memory:` is not a file. Throws a sentence when another process has it open.
 */
export function openReplicaFile(file: string, onDamaged: (error: unknown) => void): ReplicaFile {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const opened = open(file);
    if (opened !== undefined) return opened;
  } catch (error) {
    if (codeOf(error) === busy) {
      throw new Error(`Another Waymark server uses ${file}. Stop it, or give this one a data folder of its own.`);
    }
    if (!isDamage(error)) throw error;
    onDamaged(error);
  }
  removeReplicaFile(file);
  return create(file);
}

/**
 * Opens a file on a disk that can only be read, where nobody can change it and no lock can be had. Throws a sentence when it
 * is damaged or of another version.
 */
export function readReplicaFile(file: string): ReplicaFile {
  const url = pathToFileURL(file);
  // What its last writer left in the write-ahead log has to be read, too. SQLite cannot do that with a file that it takes
  // for immutable, nor open any other one without such a log.
  url.search = existsSync(`${file}-wal`) ? `?vfs=${withoutLocks}` : '?immutable=1';
  const database = new DatabaseSync(url, { readOnly: true });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000');
    if (database.prepare('PRAGMA user_version').get()?.user_version === version) return prepared(database);
  } catch (error) {
    database.close();
    throw new Error(`The copy of the links, ${file}, cannot be read, nor be made anew on this disk.`, { cause: error });
  }
  database.close();
  throw new Error(`The copy of the links, ${file}, is of another version, and cannot be made anew on this disk.`);
}

/** Deletes the file; it must be closed. */
export function removeReplicaFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Whether an error says that the file is unreadable. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === corrupt || code === notADatabase;
}

function codeOf(error: unknown): number | undefined {
  // The low byte is the primary code, whatever the extended code is.
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 255 : undefined;
}

/** Undefined for a file of an unknown version, or a new one. */
function open(file: string): ReplicaFile | undefined {
  const database = connect(file);
  try {
    const found = database.prepare('PRAGMA user_version').get()?.user_version;
    const upgrade = upgrades[Number(found)];
    if (upgrade !== undefined) database.exec(`BEGIN; ${upgrade} COMMIT`);
    if (found === version || upgrade !== undefined) return prepared(database);
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

function create(file: string): ReplicaFile {
  const database = connect(file);
  database.exec(`BEGIN; ${schema} COMMIT`);
  return prepared(database);
}

function connect(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
    // A power cut may cost the last changes, never the file; the feed delivers them again.
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepared(database: DatabaseSync): ReplicaFile {
  const prepare = <Name extends string>(texts: Readonly<Record<Name, string>>) =>
    Object.fromEntries(Object.entries<string>(texts).map(([name, sql]) => [name, database.prepare(sql)])) as {
      [Key in Name]: StatementSync;
    };
  const writes = {
    domain: prepare(writesOf('domain')),
    project: prepare(writesOf('project')),
    mailing: prepare(writesOf('mailing')),
    link: prepare(writesOf('link')),
    opt_out: prepare(writesOf('opt_out')),
    own_connection: prepare(writesOf('own_connection')),
  };
  const noted = database.prepare('SELECT value FROM progress').get()?.value;
  return {
    database,
    progress: noted === undefined ? undefined : String(noted),
    statements: prepare(statements),
    writes,
  };
}
