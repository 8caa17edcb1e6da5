import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { AppIdentity } from '@waymark/core';
import type { Change, DomainEntry, Entity, MailingEntry, OwnConnection, StoredLink } from './entities.ts';
import { isDamage, openReplicaFile, type ReplicaFile, readReplicaFile, removeReplicaFile } from './replica-file.ts';

/**
 * This process's own copy of everything its links need, in one SQLite file, so that they keep working without the database,
 * even across a restart. A file that turns out to be damaged is discarded, and `progress` says that it must be refilled.
 */
export class Replica {
  readonly #path: string;
  readonly #onDamaged: (error: unknown) => void;
  #file: ReplicaFile;
  #progress: string | undefined;

  /**
   * Opens or creates the file for this process alone; without a path it lives in memory. Throws a sentence when another
   * process has it open. On a disk that can only be read, writes throw.
   */
  constructor(path = ':memory:', onDamaged: (error: unknown) => void = () => undefined, canWrite = true) {
    this.#path = path;
    this.#onDamaged = onDamaged;
    this.#file = canWrite ? openReplicaFile(path, onDamaged) : readReplicaFile(path);
    this.#progress = this.#file.progress;
  }

  /** The open file, for those who read all of it. */
  get database(): DatabaseSync {
    return this.#file.database;
  }

  /** The position its writer recorded; undefined when the writer has to start over. */
  get progress(): string | undefined {
    return this.#progress;
  }

  domain(host: string): DomainEntry | undefined {
    const row = this.#row('domain', host);
    if (row === undefined) return undefined;
    const keys: (Uint8Array | undefined)[] = [];
    const lastIds: (number | undefined)[] = [];
    for (const [keyId, key, lastId] of JSON.parse(String(row.keys)) as [number, string, number?][]) {
      keys[keyId] = Buffer.from(key, 'base64');
      lastIds[keyId] = lastId;
    }
    return { domainId: String(row.id), keys, lastIds, certificate: row.certificate === 1 };
  }

  apps(host: string): readonly AppIdentity[] {
    const row = this.#row('apps', host);
    return row === undefined ? none : (JSON.parse(String(row.apps)) as AppIdentity[]);
  }

  mailing(id: number): MailingEntry | undefined {
    const row = this.#row('mailing', id) as unknown as Omit<MailingEntry, 'hasOptOuts' | 'ownConnections'> | undefined;
    if (row === undefined) return undefined;
    const { accountId } = row;
    return { ...row, hasOptOuts: this.hasOptOuts(accountId), ownConnections: this.ownConnections(accountId) };
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

  ownConnections(accountId: string): readonly OwnConnection[] {
    const rows = this.#rows('ownConnections', accountId);
    if (rows.length === 0) return none;
    return rows.map(({ key, hash, until }) => ({
      key: Buffer.from(String(key), 'base64'),
      hash: String(hash),
      until: Number(until),
    }));
  }

  /** Applies all changes and records the writer's position after them, or nothing at all when it throws. */
  write(changes: readonly Change[], progress?: string): void {
    this.#inTransaction((file) => {
      for (const change of changes) writeChange(file, change);
      if (progress !== undefined) file.statements.setProgress.run(progress);
    });
    if (progress !== undefined) this.#progress = progress;
  }

  /** Inserts missing entities and leaves existing ones alone, because they may be newer. */
  insertMissing(entities: readonly Entity[]): void {
    this.#inTransaction(({ writes }) => {
      for (const entity of entities) writes[entity.kind].insertMissing.run(...valuesOf(entity));
    });
  }

  /** Drops everything. */
  empty(): void {
    this.close();
    removeReplicaFile(this.#path);
    this.#file = openReplicaFile(this.#path, this.#onDamaged);
    this.#progress = this.#file.progress;
  }

  close(): void {
    this.#file.database.close();
  }

  #row(statement: Exclude<keyof ReplicaFile['statements'], 'ownConnections'>, id: SQLInputValue) {
    try {
      return this.#file.statements[statement].get(id);
    } catch (error) {
      this.#discard(error);
      return undefined;
    }
  }

  #rows(statement: 'ownConnections', id: SQLInputValue) {
    try {
      return this.#file.statements[statement].all(id);
    } catch (error) {
      this.#discard(error);
      return none;
    }
  }

  #inTransaction(write: (file: ReplicaFile) => void): void {
    const { database } = this.#file;
    try {
      database.exec('BEGIN');
      write(this.#file);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      this.#discard(error);
      throw error;
    }
  }

  /** Starts over with an empty file when the error means damage, which any statement may report; rethrows every other error. */
  #discard(error: unknown): void {
    if (!isDamage(error)) throw error;
    this.#onDamaged(error);
    this.empty();
  }
}

/** Shared, since nearly every mailing has none. */
const none: readonly never[] = [];

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
function valuesOf(entity: Entity): SQLInputValue[] {
  switch (entity.kind) {
    case 'domain': {
      const keys = entity.keys.map(({ keyId, key, lastId }) => [
        keyId,
        Buffer.from(key).toString('base64'),
        ...(lastId === undefined ? [] : [lastId]),
      ]);
      const apps = JSON.stringify(entity.apps ?? none);
      return [entity.id, entity.host, entity.certificate ? 1 : 0, JSON.stringify(keys), apps];
    }
    case 'project':
      return [entity.id, entity.accountId, entity.ipMode, entity.referrerPolicy];
    case 'mailing':
      return [entity.id, entity.projectId, entity.clickDomainId, entity.openDomainId];
    case 'link':
      return [entity.id, entity.mailingId, entity.url];
    case 'opt_out':
      return [entity.id];
    case 'own_connection': {
      const { id, accountId, key, hash, until } = entity;
      return [id, accountId, Buffer.from(key).toString('base64'), hash, until];
    }
  }
}
