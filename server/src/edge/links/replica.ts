import type { SQLInputValue } from 'node:sqlite';
import type { Hot } from './clock-cache.ts';
import type { Change, Known, KnownDomain, KnownMailing, StoredLink } from './entities.ts';
import { isDamage, openReplicaFile, type ReplicaFile, removeReplicaFile } from './replica-file.ts';

/**
 * This process's own copy of everything its links need, in one SQLite file: with it they outlive the database, also across
 * a restart. Where the file turns out to be damaged it is thrown away, and `progress` says that it has to be filled anew.
 */
export class Replica {
  readonly #path: string;
  readonly #onDamaged: (error: unknown) => void;
  #file: ReplicaFile;
  #progress: string | undefined;

  /** Opens or creates the file, for this process alone; without one it is in memory. Throws a sentence when another process has it. */
  constructor(path = ':memory:', onDamaged: (error: unknown) => void = () => undefined) {
    this.#path = path;
    this.#onDamaged = onDamaged;
    this.#file = openReplicaFile(path, onDamaged);
    this.#progress = this.#file.progress;
  }

  /** How far the writer says it has come; undefined when it has to begin anew. */
  get progress(): string | undefined {
    return this.#progress;
  }

  domain(host: string): (KnownDomain & Hot) | undefined {
    const row = this.#row('domain', host);
    if (row === undefined) return undefined;
    const keys: (Uint8Array | undefined)[] = [];
    for (const [keyId, key] of JSON.parse(String(row.keys)) as [number, string][]) {
      keys[keyId] = Buffer.from(key, 'base64');
    }
    return { domainId: String(row.id), keys, certificate: row.certificate === 1, wanted: false };
  }

  mailing(id: number): (KnownMailing & Hot) | undefined {
    const row = this.#row('mailing', id) as unknown as Omit<KnownMailing, 'hasOptOuts'> | undefined;
    return row && { ...row, hasOptOuts: this.hasOptOuts(row.accountId), wanted: false };
  }

  link(id: number): StoredLink | undefined {
    const row = this.#row('link', id);
    return row && { mailingId: Number(row.mailingId), url: String(row.url) };
  }

  optedOut(accountId: string, recipient: string): boolean {
    return this.#row('optedOut', `${accountId} ${recipient}`) !== undefined;
  }

  hasOptOuts(accountId: string): boolean {
    return this.#row('hasOptOuts', accountId) !== undefined;
  }

  /** Takes in all changes, and how far the writer has come with them; or none of it, when it throws. */
  write(changes: readonly Change[], progress?: string): void {
    this.#together((file) => {
      for (const change of changes) writeChange(file, change);
      if (progress !== undefined) file.statements.setProgress.run(progress);
    });
    if (progress !== undefined) this.#progress = progress;
  }

  /** Takes in what is not known yet: what is known may be newer. */
  learn(states: readonly Known[]): void {
    this.#together(({ writes }) => {
      for (const state of states) writes[state.kind].learn.run(...valuesOf(state));
    });
  }

  /** Forgets everything. */
  empty(): void {
    this.close();
    removeReplicaFile(this.#path);
    this.#file = openReplicaFile(this.#path, this.#onDamaged);
    this.#progress = this.#file.progress;
  }

  close(): void {
    this.#file.database.close();
  }

  #row(statement: 'domain' | 'mailing' | 'link' | 'optedOut' | 'hasOptOuts', id: SQLInputValue) {
    try {
      return this.#file.statements[statement].get(id);
    } catch (error) {
      this.#throwAway(error);
      return undefined;
    }
  }

  #together(write: (file: ReplicaFile) => void): void {
    const { database } = this.#file;
    try {
      database.exec('BEGIN');
      write(this.#file);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      this.#throwAway(error);
      throw error;
    }
  }

  /** What is damaged says so at any statement. Throws every other error on. */
  #throwAway(error: unknown): void {
    if (!isDamage(error)) throw error;
    this.#onDamaged(error);
    this.empty();
  }
}

function writeChange({ writes, statements }: ReplicaFile, change: Change): void {
  if (change.kind === 'gone') {
    writes[change.of].remove.run(change.id);
    if (change.of === 'mailing') statements.removeLinksOf.run(change.id);
  } else if (change.kind === 'gone-between') {
    const { removeAfter, removeBetween } = writes[change.of];
    if (change.to === null) removeAfter.run(change.after);
    else removeBetween.run(change.after, change.to);
  } else {
    writes[change.kind].put.run(...valuesOf(change));
  }
}

/** In the order of the columns in replica-tables.ts. */
function valuesOf(state: Known): SQLInputValue[] {
  switch (state.kind) {
    case 'domain': {
      const keys = state.keys.map(({ keyId, key }) => [keyId, Buffer.from(key).toString('base64')]);
      return [state.id, state.host, state.certificate ? 1 : 0, JSON.stringify(keys)];
    }
    case 'project':
      return [state.id, state.accountId, state.ipMode, state.referrerPolicy];
    case 'mailing':
      return [state.id, state.projectId, state.clickDomainId, state.openDomainId];
    case 'link':
      return [state.id, state.mailingId, state.url];
    case 'opt_out':
      return [state.id];
  }
}
