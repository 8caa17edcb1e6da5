import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { decryptWith, encryptWith, keyIdOf, type MasterKey, masterKeyBytes, toMasterKey } from './cipher.ts';
import { readMasterKeyFile, writeMasterKeyFile } from './master-key-file.ts';

/** What keeps secrets in the database that nobody can read who has the database alone. */
export interface Secrets {
  /** Encrypts a secret for one purpose, such as `signing key`. */
  encrypt(purpose: string, secret: Uint8Array): Uint8Array<ArrayBuffer>;
  /** The secret again; what was stored before secrets were encrypted is returned as it is. */
  decrypt(purpose: string, stored: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** Where master keys come from. */
export interface MasterKeySettings {
  readonly dataFolder: string;
  /** Of the environment, which then is the only place. */
  readonly masterKeys?: readonly MasterKey[] | undefined;
  readonly masterKeyFile?: string | undefined;
}

/** Thrown when the master key of a database is missing here. Waiting does not help. */
export class MissingMasterKey extends Error {}

/** The master keys that this process knows. The database says which of them is in use. */
export class MasterKeys implements Secrets {
  /** Undefined when the environment has the keys. */
  readonly file: string | undefined;
  #keys: readonly MasterKey[];
  #current: MasterKey | undefined;

  /** Throws a sentence when there is a file that cannot be used. */
  constructor({ dataFolder, masterKeys, masterKeyFile }: MasterKeySettings) {
    this.file = masterKeys === undefined ? (masterKeyFile ?? join(dataFolder, 'master-key')) : undefined;
    this.#keys = masterKeys ?? readMasterKeyFile(this.file!);
  }

  get keys(): readonly MasterKey[] {
    return this.#keys;
  }

  /** The key in use; undefined while the database is also used by servers that know of none. */
  get current(): MasterKey | undefined {
    return this.#current;
  }

  /** From now on encrypts with the key of this id. Throws MissingMasterKey. */
  use(id: string): MasterKey {
    this.#current = this.#find(id) ?? this.#missing(id);
    return this.#current;
  }

  has(id: string): boolean {
    return this.#find(id) !== undefined;
  }

  /** The first key, which is made and written to the file when there is none. */
  first(): MasterKey {
    return this.#keys[0] ?? this.add();
  }

  /** The key that stands behind another one, which is the next to be used. */
  behind({ id }: MasterKey): MasterKey | undefined {
    return this.#keys[this.#keys.findIndex((key) => key.id === id) + 1];
  }

  /** Makes a key and writes it to the file, behind those that are there. */
  add(): MasterKey {
    const made = toMasterKey(randomBytes(masterKeyBytes));
    this.keep([...this.#keys, made]);
    return made;
  }

  /** Replaces all keys, in the file too. */
  keep(keys: readonly MasterKey[]): void {
    if (this.file === undefined) throw new Error('WAYMARK_MASTER_KEY names the master keys: change it there.');
    writeMasterKeyFile(this.file, keys);
    this.#keys = keys;
  }

  encrypt(purpose: string, secret: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#current ? encryptWith(this.#current, purpose, secret) : new Uint8Array(secret);
  }

  decrypt(purpose: string, stored: Uint8Array): Uint8Array<ArrayBuffer> {
    const id = keyIdOf(stored);
    if (id === undefined) return new Uint8Array(stored);
    return decryptWith(this.#find(id) ?? this.#missing(id), purpose, stored);
  }

  /** Somebody may have put a new key into the file. */
  #find(id: string): MasterKey | undefined {
    const known = () => this.#keys.find((key) => key.id === id);
    if (known() === undefined && this.file !== undefined) this.#keys = readMasterKeyFile(this.file);
    return known();
  }

  #missing(id: string): never {
    const place = this.file ?? 'WAYMARK_MASTER_KEY';
    const here = this.#keys.length === 0 ? `there is none in ${place}` : `${place} holds another one`;
    throw new MissingMasterKey(
      `The secrets in this database are encrypted with the master key ${id}, and ${here}. Take the file master-key from the data folder of a server that works, or from a backup, and put it there.`,
    );
  }
}
